//! TOML's own dates and times as chrono's, for `#[serde(deserialize_with = "blueprint::when::date")]`.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer, de::Error as _};
use toml::value::Datetime;

pub(crate) const NOT_A_DATE: &str = "blueprint: not a date";
pub(crate) const NOT_A_TIME: &str = "blueprint: not a time";

/// `from = 2027-03-01`.
///
/// # Errors
/// When the value is not a date without time.
pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let refused = || D::Error::custom(NOT_A_DATE);
    match Datetime::deserialize(deserializer).map_err(|_| refused())? {
        Datetime {
            date: Some(date),
            time: None,
            offset: None,
        } => NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())
            .ok_or_else(refused),
        _ => Err(refused()),
    }
}

/// A date that may be left out, with `#[serde(default)]`.
///
/// # Errors
/// As [`date`].
pub fn date_if_there<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDate>, D::Error> {
    date(deserializer).map(Some)
}

/// A list of dates: `days-off = [2027-03-01, 2027-03-02]`.
///
/// # Errors
/// When one of them is not a date without time.
pub fn dates<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<NaiveDate>, D::Error> {
    #[derive(Deserialize)]
    struct Day(#[serde(deserialize_with = "date")] NaiveDate);
    Ok(Vec::<Day>::deserialize(deserializer)?
        .into_iter()
        .map(|Day(day)| day)
        .collect())
}

/// `begins = 09:00:00`.
///
/// # Errors
/// When the value is not a time of day.
pub fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
    let refused = || D::Error::custom(NOT_A_TIME);
    match Datetime::deserialize(deserializer).map_err(|_| refused())? {
        Datetime {
            date: None,
            time: Some(time),
            offset: None,
        } => NaiveTime::from_hms_opt(
            time.hour.into(),
            time.minute.into(),
            time.second.unwrap_or(0).into(),
        )
        .ok_or_else(refused),
        _ => Err(refused()),
    }
}
