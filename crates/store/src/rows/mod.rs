//! How the nouns of the model look as JSON in a `body` column.
//!
//! Each model type has a row type of its own, so that either can change alone. The struct rows are written out by
//! [`stored!`] from a list of fields that must name every field of the model type, or it does not compile: nothing
//! can be lost on the way to the disk.

mod values;
mod claim;
mod incident;
mod decision;
#[cfg(test)]
mod round_trip;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use values::name_of;

/// Why a row cannot be turned into the model's type.
#[derive(Debug)]
pub(crate) struct BadValue(pub(crate) String);

impl std::fmt::Display for BadValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A model type with its form on disk; going there and back gives the same value.
pub(crate) trait Stored: Sized {
    /// The form on disk.
    type Row: Serialize + DeserializeOwned;

    /// The form on disk of this value.
    fn to_row(&self) -> Self::Row;

    /// The value of this form, or why it is none.
    fn from_row(row: Self::Row) -> Result<Self, BadValue>;
}

/// The JSON of a record.
pub(crate) fn to_json<T: Stored>(value: &T) -> Result<String, BadValue> {
    serde_json::to_string(&value.to_row()).map_err(|error| BadValue(error.to_string()))
}

/// The record of a JSON.
pub(crate) fn from_json<T: Stored>(json: &str) -> Result<T, BadValue> {
    let row = serde_json::from_str(json).map_err(|error| BadValue(error.to_string()))?;
    T::from_row(row)
}

/// A column whose text is the fixed name of a value of the model.
pub(crate) struct Named<T>(pub(crate) T);

impl<T: Stored<Row = String>> FromSql for Named<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?.to_owned();
        T::from_row(text).map(Self).map_err(|bad| FromSqlError::Other(bad.0.into()))
    }
}

/// A struct whose row has the same fields, each in its own form on disk.
macro_rules! stored {
    ($model:ident => $row:ident { $($field:ident: $type:ty,)+ }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        pub(crate) struct $row { $($field: <$type as $crate::rows::Stored>::Row,)+ }

        impl $crate::rows::Stored for $model {
            type Row = $row;

            fn to_row(&self) -> $row {
                let $model { $($field,)+ } = self;
                $row { $($field: $crate::rows::Stored::to_row($field),)+ }
            }

            fn from_row(row: $row) -> Result<Self, $crate::rows::BadValue> {
                Ok($model { $($field: $crate::rows::Stored::from_row(row.$field)?,)+ })
            }
        }
    };
}

/// Like [`stored!`], for a struct over one type.
macro_rules! stored_over {
    ($model:ident => $row:ident { $($field:ident: $type:ty,)+ }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        pub(crate) struct $row<R> { value: R, $($field: <$type as $crate::rows::Stored>::Row,)+ }

        impl<T: $crate::rows::Stored> $crate::rows::Stored for $model<T> {
            type Row = $row<T::Row>;

            fn to_row(&self) -> Self::Row {
                let $model { value, $($field,)+ } = self;
                $row { value: value.to_row(), $($field: $crate::rows::Stored::to_row($field),)+ }
            }

            fn from_row(row: Self::Row) -> Result<Self, $crate::rows::BadValue> {
                Ok($model { value: T::from_row(row.value)?, $($field: $crate::rows::Stored::from_row(row.$field)?,)+ })
            }
        }
    };
}

pub(crate) use {stored, stored_over};
