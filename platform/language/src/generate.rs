use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::Path,
};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// What a crate's `build.rs` calls: reads `locales/{da,en}.ftl` of that crate, holds them against
/// each other, and writes `$OUT_DIR/texts.rs`.
///
/// # Errors
/// When a file is missing or wrong, or the two languages differ: one line per finding, each with
/// file, line and remedy.
pub fn generate() -> Result<(), String> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(|_| "run from a build script")?;
    let out = env::var("OUT_DIR").map_err(|_| "run from a build script")?;
    let locales = Path::new(&root).join("locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let read = |name: &str| {
        let path = locales.join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let (da, en) = (read("da.ftl")?, read("en.ftl")?);
    let source = source(&da, &en)?;
    fs::write(Path::new(&out).join("texts.rs"), source).map_err(|error| error.to_string())
}

/// The messages of one file: key to line and arguments.
type Messages = BTreeMap<String, (usize, BTreeSet<String>)>;

fn source(da: &str, en: &str) -> Result<String, String> {
    let (mut findings, danish, english) = {
        let mut findings = Vec::new();
        let danish = messages("locales/da.ftl", da, &mut findings);
        let english = messages("locales/en.ftl", en, &mut findings);
        (findings, danish, english)
    };
    hold_against(
        "locales/da.ftl",
        &danish,
        "locales/en.ftl",
        &english,
        &mut findings,
    );
    hold_against(
        "locales/en.ftl",
        &english,
        "locales/da.ftl",
        &danish,
        &mut findings,
    );
    if !findings.is_empty() {
        findings.dedup();
        return Err(findings.join("\n"));
    }
    Ok(write_out(da, en, &danish))
}

fn hold_against(
    here: &str,
    ours: &Messages,
    there: &str,
    theirs: &Messages,
    findings: &mut Vec<String>,
) {
    for (key, (line, args)) in ours {
        match theirs.get(key) {
            None => findings.push(format!("{here}:{line}: '{key}' is missing in {there}; write it there")),
            Some((other, others)) if others != args => findings.push(format!(
                "{here}:{line}: '{key}' takes {args:?}, but {others:?} at {there}:{other}; make them equal"
            )),
            Some(_) => {}
        }
    }
}

fn messages(file: &str, text: &str, findings: &mut Vec<String>) -> Messages {
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line = text
                    .get(..error.pos.start)
                    .map_or(1, |before| before.matches('\n').count() + 1);
                findings.push(format!("{file}:{line}: {error}"));
            }
            resource
        }
    };
    let mut messages = Messages::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let key = message.id.name.to_owned();
        let line = line_of(text, &key);
        let mut args = BTreeSet::new();
        match &message.value {
            Some(pattern) => arguments(pattern, &mut args),
            None => findings.push(format!("{file}:{line}: '{key}' has no text; write one")),
        }
        if messages.insert(key.clone(), (line, args)).is_some() {
            findings.push(format!("{file}:{line}: '{key}' stands twice; remove one"));
        }
    }
    messages
}

fn line_of(text: &str, key: &str) -> usize {
    text.lines()
        .position(|line| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        })
        .map_or(0, |index| index + 1)
}

fn arguments(pattern: &Pattern<&str>, args: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => inline_arguments(inline, args),
                Expression::Select { selector, variants } => {
                    inline_arguments(selector, args);
                    for variant in variants {
                        arguments(&variant.value, args);
                    }
                }
            }
        }
    }
}

fn inline_arguments(expression: &InlineExpression<&str>, args: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            args.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference {
            arguments: called, ..
        } => {
            for argument in &called.positional {
                inline_arguments(argument, args);
            }
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                inline_arguments(inner, args);
            }
        }
        _ => {}
    }
}

fn write_out(da: &str, en: &str, messages: &Messages) -> String {
    let mut out = format!(
        "static BUNDLES: std::sync::LazyLock<language::Bundles> =\n    \
         std::sync::LazyLock::new(|| language::Bundles::new({da:?}, {en:?}));\n\n\
         /// This crate's texts in one language.\n\
         #[derive(Clone, Copy, Debug)]\npub struct Text {{ lang: base::Lang }}\n\n\
         impl Text {{\n    #[must_use]\n    pub const fn new(lang: base::Lang) -> Self {{ Self {{ lang }} }}\n    \
         #[must_use]\n    pub const fn lang(&self) -> base::Lang {{ self.lang }}\n",
    );
    for (key, (_, args)) in messages {
        let name = key.replace('-', "_");
        let takes: String = args
            .iter()
            .map(|arg| format!(", {}: impl Into<language::Arg>", arg.replace('-', "_")))
            .collect();
        let gives: String = args
            .iter()
            .map(|arg| format!("({arg:?}, {}.into()), ", arg.replace('-', "_")))
            .collect();
        let _ = writeln!(
            out,
            "    #[must_use]\n    pub fn {name}(&self{takes}) -> String {{ BUNDLES.say(self.lang, {key:?}, vec![{gives}]) }}"
        );
    }
    out.push_str("}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_becomes_a_method_with_its_arguments() {
        let made = source(
            "people-count = { $people } ledere i { $area }\n",
            "people-count = { $people } leaders in { $area }\n",
        )
        .unwrap();
        assert!(made.contains("pub fn people_count(&self, area: impl Into<language::Arg>, people: impl Into<language::Arg>)"), "{made}");
    }

    #[test]
    fn what_one_language_lacks_is_told_with_file_and_line() {
        let told = source("a = A\nb = B\n", "a = A\n").unwrap_err();
        assert_eq!(
            told,
            "locales/da.ftl:2: 'b' is missing in locales/en.ftl; write it there"
        );
        let told = source("a = { $x }\n", "a = { $y }\n").unwrap_err();
        assert!(told.contains("locales/da.ftl:1: 'a' takes"), "{told}");
    }

    #[test]
    fn plurals_count_as_one_argument() {
        let both = "n = { $n ->\n    [one] én\n   *[other] { $n }\n }\n";
        assert!(
            source(both, both)
                .unwrap()
                .contains("pub fn n(&self, n: impl")
        );
    }
}
