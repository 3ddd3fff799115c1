//! Words and names as data, and the code that opens them.
//!
//! Every table is a file `data/<kind>/<name>.tsv` under a header that tells what it holds, its columns, its source
//! and licence, and its order. [`tsv`] reads them; the other modules give one table each a shape.

pub mod tsv;
pub mod phrases;
pub mod words;
pub mod frequencies;
pub mod registers;
pub mod event_types;
pub mod actors;
pub mod numbers;
pub mod casualties;
pub mod materiel;
pub mod fuse;
pub mod times;
pub mod sources;
pub mod dates;
pub mod noise;
pub mod markup;
pub mod columns;
pub mod page_fields;
pub mod places;
pub mod lexicon;
pub mod speech;
pub mod modality;

pub use dates::{DateWord, date_word};
pub use event_types::{EventTypeRow, MeansRow, event_type, event_types, means, means_all};
pub use frequencies::{news_rarity, word_frequency};
pub use fuse::{
    FuseWeight, fuse_block, fuse_weight, fuse_weights, is_age_word, is_anonymous_word, is_apart_word,
    is_common_word, is_mouthpiece_word, is_own_word, is_update_word, is_vague_type, yields_to,
};
pub use markup::{Element, ElementKind};
pub use noise::{NoiseRule, Scope};
pub use page_fields::PageField;
pub use registers::{Register, registers};
pub use sources::SourceRow;
pub use times::{
    Feast, Holiday, HolidayRule, TimeLanguage, TimeTraits, TimeWord, TimeZoneName, feasts, time_languages,
};
pub use tsv::Row;
pub use words::{ClassSet, Words};
