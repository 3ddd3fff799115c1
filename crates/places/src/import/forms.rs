//! Which form a file has: from its first line, or as the user says.

use std::collections::HashMap;
use std::io::{Chain, Cursor, Read};
use std::sync::LazyLock;

use dateline_model::PlaceKind;
use dateline_tables::places::place_types;

use super::ImportError;
use super::tables::Columns;

/// The form of a file of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportForm {
    /// A country file of GeoNames, or `allCountries.txt`: 19 columns, tabs, no header.
    GeoNames,
    /// `alternateNamesV2.txt` of GeoNames: names for places that are known.
    AlternateNames,
    /// Who's On First: 11 columns without a header, or a table with the column `placetype`.
    WhosOnFirst,
    /// A table of OCHA, with the names or P-codes of divisions in columns: COD-AB, PPL.
    Ocha,
    /// A table of one's own with a header.
    Table,
}

impl ImportForm {
    /// All forms, in the order of the documentation.
    pub const ALL: [Self; 5] =
        [Self::GeoNames, Self::AlternateNames, Self::WhosOnFirst, Self::Ocha, Self::Table];

    /// The fixed name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GeoNames => "geonames",
            Self::AlternateNames => "alternate-names",
            Self::WhosOnFirst => "wof",
            Self::Ocha => "ocha",
            Self::Table => "table",
        }
    }

    /// Who makes files of this form, and their licence as far as the form tells.
    #[must_use]
    pub const fn usual_source(self) -> (&'static str, &'static str) {
        match self {
            Self::GeoNames | Self::AlternateNames => ("GeoNames", "CC BY 4.0"),
            Self::WhosOnFirst => {
                ("Who's On First", "CC BY 4.0 and others, see whosonfirst.org/docs/licenses")
            }
            Self::Ocha => ("OCHA", "not told"),
            Self::Table => ("not told", "not told"),
        }
    }

    /// The form of this name, or `None`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == name)
    }
}

/// Columns of a country file of GeoNames.
pub(super) const GEONAMES_COLUMNS: usize = 19;

/// So many bytes hold the first line.
const HEAD: u64 = 1 << 16;

/// A file whose form is known, before its first row.
pub(super) struct Opening<R> {
    pub(super) form: ImportForm,
    /// Of a table with a header.
    pub(super) columns: Option<Columns>,
    pub(super) reader: csv::Reader<Chain<Cursor<Vec<u8>>, R>>,
}

/// Looks at the head of a file.
pub(super) fn open<R: Read>(mut file: R, asked: Option<ImportForm>) -> Result<Opening<R>, ImportError> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    if let Some(found) = other_thing(&head) {
        return Err(ImportError::NotText(found));
    }
    if head.starts_with(b"\xEF\xBB\xBF") {
        head.drain(..3);
    }
    let first_line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first_line = String::from_utf8_lossy(first_line).trim_end_matches('\r').to_owned();
    let delimiter = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|it| (first_line.bytes().filter(|byte| byte == it).count(), *it == b',', *it == b'\t'));
    let delimiter = delimiter.unwrap_or(b'\t');
    let columns = Columns::of(&split(&first_line, delimiter));
    let (form, columns) = match asked {
        Some(form @ (ImportForm::GeoNames | ImportForm::AlternateNames)) => (form, None),
        Some(form) => (form, columns),
        None => match (columns, bare_form(&first_line)) {
            (Some(columns), _) => (columns.form(), Some(columns)),
            (None, Some(form)) => (form, None),
            (None, None) => return Err(ImportError::UnknownForm),
        },
    };
    match &columns {
        Some(columns) => columns.check()?,
        None if matches!(form, ImportForm::Ocha | ImportForm::Table) => return Err(ImportError::UnknownForm),
        None => {}
    }
    let reader = csv::ReaderBuilder::new()
        .delimiter(if columns.is_some() { delimiter } else { b'\t' })
        // The dumps quote nothing, and names may hold quotes.
        .quoting(columns.is_some())
        .has_headers(columns.is_some())
        .flexible(true)
        .comment(columns.is_some().then_some(b'#'))
        .from_reader(Cursor::new(head).chain(file));
    Ok(Opening { form, columns, reader })
}

/// What bytes are that are no text in UTF-8 or another character set of one byte a letter.
fn other_thing(head: &[u8]) -> Option<&'static str> {
    match head {
        [0x50, 0x4B, 3, 4, ..] => Some("a zip archive: unpack it first"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("text in UTF-16: save it as UTF-8"),
        _ if head.contains(&0) => Some("no text"),
        _ if head.iter().all(u8::is_ascii_whitespace) => Some("empty"),
        _ => None,
    }
}

/// The form of a file without a header.
fn bare_form(first_line: &str) -> Option<ImportForm> {
    let cells: Vec<&str> = first_line.split('\t').collect();
    let is_number = |idx: usize| cells.get(idx).is_some_and(|it| it.trim().parse::<f64>().is_ok());
    match cells.len() {
        GEONAMES_COLUMNS if is_number(0) && is_number(4) && is_number(5) => Some(ImportForm::GeoNames),
        8 | 10 if is_number(0) && is_number(1) && !is_number(3) => Some(ImportForm::AlternateNames),
        11 if is_number(0) && is_number(3) && is_number(4) => Some(ImportForm::WhosOnFirst),
        _ => None,
    }
}

fn split(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(line.as_bytes());
    let first = reader.records().next().and_then(Result::ok);
    first.map(|it| it.iter().map(str::to_owned).collect()).unwrap_or_default()
}

/// Kind and radius by scheme and code.
type Types = HashMap<(&'static str, &'static str), (PlaceKind, Option<u32>)>;

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    place_types()
        .filter_map(|row| {
            let kind = PlaceKind::parse(row.cell(2))?;
            Some(((row.cell(0), row.cell(1)), (kind, row.cell(3).parse().ok())))
        })
        .collect()
});

/// The kind of place that a scheme means by a code, and its radius in metres where it is not that of the kind; `None`
/// for codes that are not read.
pub(super) fn kind_of(scheme: &str, code: &str) -> Option<(PlaceKind, Option<u32>)> {
    TYPES.get(&(scheme, code)).copied()
}
