use std::collections::BTreeMap;

use base::Lang;
use toolbox::domain;

use crate::{blueprint, direction};

#[test]
fn the_example_has_six_tools_or_more_at_home_in_each_field() {
    let direction = direction();
    let mut homes: BTreeMap<String, usize> = BTreeMap::new();
    for tool in domain::read(&blueprint(), &direction).unwrap() {
        *homes
            .entry(tool.fields.first().unwrap().clone())
            .or_default() += 1;
    }
    for field in &direction.fields {
        assert!(
            homes.get(field.key.as_str()).is_some_and(|many| *many >= 6),
            "{homes:?}"
        );
    }
}

#[test]
fn faults_are_told_at_their_place() {
    let mut folder = blueprint();
    let path = "tools/broen.md";
    let text = folder.get(path).unwrap();
    let text = text
        .replace("\"emergence\"", "\"emergens\"")
        .replace("least = 75", "least = 110");
    let (before, _) = text.split_once("[situations]").unwrap();
    let few = format!("{before}[situations]\nda = [\"en\"]\nen = [\"one\"]\n+++\n\nTekst.\n");
    folder.insert(path, few);
    let faults = domain::read(&folder, &direction())
        .unwrap_err()
        .plain(Lang::Da);
    for told in [
        "tools/broen.md:6:",
        "Ukendt felt: 'emergens'",
        "Trinene tager 90 minutter",
        "Der er 1 situationer på dansk",
        "Der er 1 situationer på engelsk",
    ] {
        assert!(faults.contains(told), "{told} is not in\n{faults}");
    }
}

#[test]
fn the_same_situation_is_not_given_to_two_tools() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for tool in domain::read(&blueprint(), &direction()).unwrap() {
        for one in tool.situations.da.iter().chain(&tool.situations.en) {
            let other = seen.insert(one.to_lowercase(), tool.key.clone());
            assert!(
                other.as_ref().is_none_or(|other| *other == tool.key),
                "{one}: {other:?} and {}",
                tool.key
            );
        }
    }
}
