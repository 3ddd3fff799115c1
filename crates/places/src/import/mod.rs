//! What a user has, turned into a gazetteer: GeoNames dumps, Who's On First, OCHA tables, a table of one's own.
//!
//! In the order data flows: [`forms`] (which form a file has) -> [`geonames`], [`whos_on_first`], [`tables`] (its
//! rows) -> [`row`] (one place each, or why not) -> [`rows`] (who lies in what, and the compiled bytes).

mod forms;
mod row;
mod names;
mod geonames;
mod whos_on_first;
mod tables;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use csv::ByteRecord;

pub use forms::ImportForm;
use forms::{Opening, open};
pub use names::names_in_use;
use row::Row;
use tables::{Columns, Divisions};

use crate::gazetteer::{Gazetteer, GazetteerError};

/// Why a file could not be imported at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It could not be read to its end.
    #[error("cannot be read")]
    Read(#[from] std::io::Error),
    /// Its bytes are those of something else.
    #[error("is {0}")]
    NotText(&'static str),
    /// No known form has such columns.
    #[error(
        "its columns fit no form that is known; name the form with --format, or its columns in a first line"
    )]
    UnknownForm,
    /// The first line names no column of a kind that every row needs.
    #[error("its first line names no column with the {0}")]
    NoColumn(&'static str),
}

/// A line of a file that holds no place that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: u64,
    /// Why, in a few words.
    pub reason: String,
}

/// What an import is to hold.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Stands before the keys of rows that have no key of GeoNames, Who's On First or OCHA: `villages:7`.
    pub name: String,
    /// Two-letter codes, upper case: rows of other countries are passed over. One code is also the country of rows
    /// that tell none. Empty: all.
    pub countries: Vec<String>,
}

/// Collects the rows of the files of one import.
pub struct Importer {
    options: ImportOptions,
    countries: BTreeSet<&'static str>,
    rows: Vec<Row>,
    divisions: Divisions,
    /// Names by GeoNames number, of tables that have nothing else.
    further_names: BTreeMap<u32, Vec<String>>,
    passed_over: BTreeMap<String, u64>,
    n_lines: u64,
}

/// A compiled import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The gazetteer, as [`Gazetteer::from_vec`] opens it.
    pub bytes: Vec<u8>,
    /// Lines read, header and comments left out.
    pub n_lines: u64,
    /// How many rows were passed over, by reason.
    pub passed_over: BTreeMap<String, u64>,
}

impl Importer {
    /// An import without rows.
    #[must_use]
    pub fn new(options: ImportOptions) -> Self {
        Self {
            options,
            countries: dateline_tables::places::countries().map(|row| row.cell(0)).collect(),
            rows: Vec::new(),
            divisions: Divisions::default(),
            further_names: BTreeMap::new(),
            passed_over: BTreeMap::new(),
            n_lines: 0,
        }
    }

    /// Reads a file of this form, or of the form that its first line tells; gives the form.
    ///
    /// A line that holds no place that can be read goes to `bad`, and reading goes on.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is no text in UTF-8, or has no form that is known.
    pub fn read(
        &mut self,
        file: impl Read,
        form: Option<ImportForm>,
        mut bad: impl FnMut(BadLine),
    ) -> Result<ImportForm, ImportError> {
        let Opening { form, columns, mut reader } = open(file, form)?;
        let mut record = ByteRecord::new();
        loop {
            let line = reader.position().line();
            let reason = match reader.read_byte_record(&mut record) {
                Ok(false) => return Ok(form),
                Ok(true) => match self.add(form, columns.as_ref(), &record) {
                    Ok(()) => continue,
                    Err(reason) => reason,
                },
                Err(error) => match error.into_kind() {
                    csv::ErrorKind::Io(error) => return Err(error.into()),
                    kind => format!("{kind:?}"),
                },
            };
            let line = record.position().map_or(line, csv::Position::line);
            bad(BadLine { line, reason });
        }
    }

    /// Adds what a line holds, or tells why it holds nothing.
    fn add(
        &mut self,
        form: ImportForm,
        columns: Option<&Columns>,
        record: &ByteRecord,
    ) -> Result<(), String> {
        self.n_lines += 1;
        let cells: Vec<&str> = record
            .iter()
            .map(|cell| std::str::from_utf8(cell).map(str::trim))
            .collect::<Result<_, _>>()
            .map_err(|_| "is not UTF-8".to_owned())?;
        let read = match (form, columns) {
            (ImportForm::GeoNames, _) => geonames::place(&cells),
            (ImportForm::AlternateNames, _) => {
                if let Some((number, name)) = geonames::further_name(&cells)? {
                    self.further_names.entry(number).or_default().push(name);
                } else {
                    self.pass_over("names in other languages or scripts, codes and links");
                }
                return Ok(());
            }
            (ImportForm::WhosOnFirst, None) => whos_on_first::place(&cells),
            (_, Some(columns)) => tables::place(columns, &cells, &self.options, form, &mut self.divisions),
            (_, None) => return Err("its columns have no names".to_owned()),
        }?;
        match read {
            Err(reason) => self.pass_over(&reason),
            Ok(mut row) => {
                if row.country.is_none()
                    && let [only] = self.options.countries.as_slice()
                {
                    row.country = Some(only.clone());
                }
                if let Some(code) = &row.country
                    && !self.countries.contains(code.as_str())
                {
                    return Err(format!("country `{code}` is no code of ISO 3166-1"));
                }
                let wanted = &self.options.countries;
                if !wanted.is_empty() && row.country.as_ref().is_none_or(|it| !wanted.contains(it)) {
                    self.pass_over("places of other countries");
                } else {
                    self.rows.push(row);
                }
            }
        }
        Ok(())
    }

    fn pass_over(&mut self, reason: &str) {
        if let Some(count) = self.passed_over.get_mut(reason) {
            *count += 1;
        } else {
            self.passed_over.insert(reason.to_owned(), 1);
        }
    }

    /// The compiled import. Names of tables that have nothing else go to the rows of this import, or to the places of
    /// `known` with that GeoNames number.
    ///
    /// # Errors
    ///
    /// When the layout cannot number so many places or names.
    pub fn finish(mut self, known: &Gazetteer) -> Result<Imported, GazetteerError> {
        self.rows.extend(std::mem::take(&mut self.divisions).into_rows());
        self.add_further_names(known);
        let bytes = rows::compile_rows(self.rows)?;
        Ok(Imported { bytes, n_lines: self.n_lines, passed_over: self.passed_over })
    }

    fn add_further_names(&mut self, known: &Gazetteer) {
        let mut names = std::mem::take(&mut self.further_names);
        for row in &mut self.rows {
            let number = row.id.strip_prefix("geonames:").and_then(|number| number.parse().ok());
            if let Some(further) = number.and_then(|number: u32| names.remove(&number)) {
                row.other_names.extend(further);
            }
        }
        if names.is_empty() {
            return;
        }
        for place in known.geonames_places(|number| names.contains_key(&number)) {
            let number = place.id.as_str().strip_prefix("geonames:").and_then(|it| it.parse().ok());
            if let Some(other_names) = number.and_then(|number: u32| names.remove(&number)) {
                self.rows.push(Row::of_known(place, other_names));
            }
        }
        for names in names.into_values() {
            let count = self.passed_over.entry("names of places that are not known here".to_owned());
            *count.or_default() += names.len() as u64;
        }
    }
}

#[cfg(test)]
mod tests;
