use base::Lang;
use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber,
};

use crate::format;

/// What can stand in a text: a word or a number. Numbers are written as the language writes them.
#[derive(Clone, Debug)]
pub enum Arg {
    Word(String),
    Number(f64),
}

impl From<&str> for Arg {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}
impl From<&String> for Arg {
    fn from(word: &String) -> Self {
        Self::Word(word.clone())
    }
}
impl From<String> for Arg {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}
impl From<&&str> for Arg {
    fn from(word: &&str) -> Self {
        Self::Word((*word).to_owned())
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg {
            fn from(number: $kind) -> Self { Self::Number(number as f64) }
        }
        impl From<&$kind> for Arg {
            fn from(number: &$kind) -> Self { Self::from(*number) }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i32, i64, f64);

/// The texts of one crate in every language.
pub struct Bundles {
    da: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Bundles {
    /// Texts that the build has checked already.
    #[must_use]
    pub fn new(da: &str, en: &str) -> Self {
        Self {
            da: bundle(Lang::Da, da),
            en: bundle(Lang::En, en),
        }
    }

    /// The message, with its arguments in place. Falls back to the key, which the generated
    /// methods make impossible.
    #[must_use]
    pub fn say(&self, lang: Lang, key: &str, args: Vec<(&'static str, Arg)>) -> String {
        let bundle = lang.pick(&self.da, &self.en);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args
            .into_iter()
            .map(|(name, arg)| {
                let value = match arg {
                    Arg::Word(word) => FluentValue::from(word),
                    Arg::Number(number) => FluentValue::from(number),
                };
                (name, value)
            })
            .collect();
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned()
    }
}

fn bundle(lang: Lang, source: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.tag().parse().unwrap_or_default()]);
    // Marks around every placeable would end up in mails, spreadsheets and screen readers.
    bundle.set_use_isolating(false);
    match lang {
        Lang::Da => bundle.set_formatter(Some(number_da)),
        Lang::En => bundle.set_formatter(Some(number_en)),
    }
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

fn number_da<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(Lang::Da, value)
}

fn number_en<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(Lang::En, value)
}

fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => Some(format::plain(lang, *value)),
        _ => None,
    }
}
