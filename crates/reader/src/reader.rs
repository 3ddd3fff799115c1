//! The model, loaded and run.

use std::sync::LazyLock;

use rten::{Model, ModelOptions, NodeId, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::error::ReaderError;
use crate::heads::{Head, Output, parse_heads};
use crate::pieces::{Pieces, Vocabulary};
use crate::window::Window;

/// A model with its words and heads.
pub struct Reader {
    model: Model,
    words: Vocabulary,
    heads: Vec<Head>,
    inputs: [NodeId; 2],
    outputs: [NodeId; 3],
}

static SHIPPED: LazyLock<Result<Reader, ReaderError>> = LazyLock::new(|| {
    Reader::new(
        include_bytes!("../model/reader.onnx").to_vec(),
        include_str!("../model/tokenizer.json"),
        include_str!("../model/heads.tsv"),
    )
});

impl Reader {
    /// The model that ships, loaded once.
    ///
    /// # Errors
    ///
    /// Never for the files of a release; [`ReaderError`] when they were changed.
    pub fn shipped() -> Result<&'static Self, &'static ReaderError> {
        SHIPPED.as_ref()
    }

    /// A model in ONNX with the outputs `tokens`, `window` and `link`, its words (`tokenizer.json`) and its table of heads, as
    /// `training/export.py` writes them.
    ///
    /// # Errors
    ///
    /// [`ReaderError`] with the part that cannot be used.
    pub fn new(onnx: Vec<u8>, words: &str, heads: &str) -> Result<Self, ReaderError> {
        let model = ModelOptions::with_all_ops()
            .prepack_weights(true)
            .load(onnx)
            .map_err(|error| ReaderError::Load(error.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|error| ReaderError::Load(error.to_string()));
        let inputs = [node("ids")?, node("mask")?];
        let outputs = [node("tokens")?, node("window")?, node("link")?];
        Ok(Self { words: Vocabulary::new(words)?, heads: parse_heads(heads)?, model, inputs, outputs })
    }

    /// The head of a name; `None` when the model has none.
    #[must_use]
    pub fn head(&self, name: &str) -> Option<&Head> {
        self.heads.iter().find(|head| head.name == name)
    }

    /// What the model sees in each of `texts`, in their order. A text longer than the model has seen is read up to
    /// [`crate::pieces::MOST_PIECES`].
    ///
    /// # Errors
    ///
    /// [`ReaderError::Run`] when the runtime gives up.
    pub fn read<'t>(&self, texts: &[&'t str]) -> Result<Vec<Window<'_, 't>>, ReaderError> {
        let mut cut: Vec<(usize, Pieces)> = Vec::with_capacity(texts.len());
        for (idx, text) in texts.iter().enumerate() {
            cut.push((idx, self.words.cut(text)?));
        }
        // Texts of like length go together: padding costs what words cost.
        cut.sort_by_key(|(idx, pieces)| (pieces.ids.len(), *idx));
        let mut windows: Vec<(usize, Window<'_, 't>)> = Vec::with_capacity(texts.len());
        let mut rest = cut.as_slice();
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(batch_len(rest));
            self.run(batch, texts, &mut windows)?;
            rest = after;
        }
        windows.sort_by_key(|(idx, _)| *idx);
        Ok(windows.into_iter().map(|(_, window)| window).collect())
    }

    fn run<'r, 't>(
        &'r self,
        batch: &[(usize, Pieces)],
        texts: &[&'t str],
        windows: &mut Vec<(usize, Window<'r, 't>)>,
    ) -> Result<(), ReaderError> {
        let failed = |what: &dyn ToString| ReaderError::Run(what.to_string());
        let width = batch.iter().map(|(_, pieces)| pieces.ids.len()).max().unwrap_or_default() + 2;
        let mut ids = NdTensor::<i32, 2>::zeros([batch.len(), width]);
        let mut mask = NdTensor::<i32, 2>::zeros([batch.len(), width]);
        for (row, (_, pieces)) in batch.iter().enumerate() {
            let marked = [&[self.words.start], pieces.ids.as_slice(), &[self.words.end]].concat();
            for (column, id) in marked.into_iter().enumerate() {
                ids[[row, column]] = id;
                mask[[row, column]] = 1;
            }
        }
        let inputs: Vec<(NodeId, ValueOrView)> =
            vec![(self.inputs[0], ids.into()), (self.inputs[1], mask.into())];
        let [tokens, window, link] =
            self.model.run_n::<3>(inputs, self.outputs, None).map_err(|error| failed(&error))?;
        let tokens: NdTensor<f32, 3> = tokens.try_into().map_err(|_| failed(&"tokens of another shape"))?;
        let whole: NdTensor<f32, 2> = window.try_into().map_err(|_| failed(&"window of another shape"))?;
        let link: NdTensor<f32, 4> = link.try_into().map_err(|_| failed(&"link of another shape"))?;
        let widths = [tokens.size(2), whole.size(1), link.size(1)];
        for (output, width) in [Output::Tokens, Output::Window, Output::Link].into_iter().zip(widths) {
            let wanted: usize = self.heads.iter().filter(|head| head.output == output).map(Head::width).sum();
            if wanted != width {
                return Err(failed(&"heads and scores differ in number"));
            }
        }
        for (row, (idx, pieces)) in batch.iter().enumerate() {
            let end = pieces.ids.len() + 1;
            windows.push((
                *idx,
                Window {
                    reader: self,
                    text: texts[*idx],
                    pieces: pieces.clone(),
                    tokens: tokens.slice((row, 1..end)).to_tensor(),
                    whole: whole.slice(row).to_vec(),
                    link: link.slice((row, .., 1..end, 1..end)).to_tensor(),
                },
            ));
        }
        Ok(())
    }
}

/// How many of the texts, sorted by length, are run together: at most 2,048 pieces with padding, at least one text.
fn batch_len(sorted: &[(usize, Pieces)]) -> usize {
    let mut n = 1;
    while n < sorted.len() && (n + 1) * (sorted[n].1.ids.len() + 2) <= 2048 {
        n += 1;
    }
    n
}
