//! Each form with rows of our own, good and hostile; what is merged and what stands beside.

use super::*;
use crate::gazetteer::{Fate, Import, combine};

struct Read {
    gazetteer: Gazetteer,
    form: ImportForm,
    bad: Vec<(u64, String)>,
    passed_over: BTreeMap<String, u64>,
}

fn read_with(options: ImportOptions, files: &[&[u8]]) -> Read {
    let mut importer = Importer::new(options);
    let mut bad = Vec::new();
    let mut form = ImportForm::Table;
    for file in files {
        form = importer.read(*file, None, |it| bad.push((it.line, it.reason))).unwrap();
    }
    let compiled = importer.finish(&Gazetteer::embedded().unwrap()).unwrap();
    let gazetteer = Gazetteer::from_vec(compiled.bytes).unwrap();
    Read { gazetteer, form, bad, passed_over: compiled.passed_over }
}

fn read(file: &str) -> Read {
    let options = ImportOptions { name: "own".to_owned(), countries: Vec::new() };
    read_with(options, &[file.as_bytes()])
}

fn refusal(file: &[u8]) -> String {
    let mut importer = Importer::new(ImportOptions::default());
    importer.read(file, None, |_| {}).err().unwrap().to_string()
}

/// A line of a country file of GeoNames.
fn dump(id: u32, name: &str, point: (f64, f64), feature: (&str, &str), admin: (&str, &str)) -> String {
    let (lat, lon) = point;
    let (class, code) = feature;
    let (admin1, admin2) = admin;
    format!(
        "{id}\t{name}\t\tTell Zohra,ZZQ,تل\t{lat}\t{lon}\t{class}\t{code}\tSY\t\t{admin1}\t{admin2}\t\t\t1200\t\t300\t\t2020-01-01\n"
    )
}

#[test]
fn a_dump_of_geonames() {
    let file = [
        dump(900_001, "Zahra Governorate", (35.0, 38.0), ("A", "ADM1"), ("77", "")),
        dump(900_002, "Tell Zahra", (35.1, 38.1), ("P", "PPL"), ("77", "")),
        dump(900_003, "Zahra Well", (35.2, 38.2), ("H", "WLL"), ("77", "")),
    ]
    .concat();
    let read = read(&file);
    assert_eq!((read.form, read.bad.len()), (ImportForm::GeoNames, 0));
    let place = &read.gazetteer.find("Tell Zahra")[0];
    assert_eq!((place.id.as_str(), place.admin1.as_deref()), ("geonames:900002", Some("Zahra Governorate")));
    assert_eq!(place.population, 1200);
    assert_eq!(read.passed_over["kind H.WLL, which is not read"], 1);
}

#[test]
fn names_of_geonames_reach_rows_and_known_places() {
    let place = dump(900_002, "Tell Zahra", (35.1, 38.1), ("P", "PPL"), ("", ""));
    let names = "1\t900002\ten\tOldmill Hill\t\t\t\t\n2\t170654\ten\tMoonlit City\t\t\t\t\n\
                 3\t900002\tlink\thttp://example.org\t\t\t\t\n4\t5\ten\tNowhere\t\t\t\t\n";
    let read = read_with(ImportOptions::default(), &[place.as_bytes(), names.as_bytes()]);
    assert_eq!(read.gazetteer.find("Oldmill Hill")[0].name, "Tell Zahra");
    assert_eq!(read.gazetteer.find("Moonlit City")[0].name, "Damascus");
    assert_eq!(read.passed_over["names of places that are not known here"], 1);
}

#[test]
fn rows_of_whos_on_first() {
    let read = read(
        "11\tregion\tZahra\t35.0\t38.0\t37,34,39,36\t1\tSY\t\t\teng:Zahra Province|ara:زهرة\n\
         12\tlocality\tTell Zahra\t35.1\t38.1\t\t11\tSY\t\t900\teng:Zahra Hill|eng:ZAH|swe:Kulle\n",
    );
    assert_eq!(read.form, ImportForm::WhosOnFirst);
    let place = &read.gazetteer.find("Zahra Hill")[0];
    assert_eq!((place.id.as_str(), place.admin1.as_deref()), ("wof:12", Some("Zahra")));
    assert!(read.gazetteer.find("Kulle").is_empty() && read.gazetteer.find("ZAH").is_empty());
}

#[test]
fn tables_of_ocha_in_two_spellings() {
    for header in [
        "admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,admin0Pcode,Latitude,Longitude",
        "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM0_PCODE,center_lat,center_lon",
    ] {
        let read = read(&format!("{header}\n\"Zahra, Upper\",SY77,Tell Zahra,SY7701,SY,35.1,38.1\n"));
        assert_eq!(read.form, ImportForm::Ocha, "{header}");
        let place = &read.gazetteer.find("Tell Zahra")[0];
        assert_eq!((place.id.as_str(), place.kind.as_str()), ("pcode:SY7701", "admin2"));
        assert_eq!(place.admin1.as_deref(), Some("Zahra, Upper"));
    }
}

#[test]
fn a_table_of_ones_own() {
    let read = read(
        "name;names;kind;lat;lon;country;radius_m\nNorth Mill;Old Mill|Mill Camp;camp;35.1;38.1;sy;700\n",
    );
    assert_eq!(read.form, ImportForm::Table);
    let place = &read.gazetteer.find("mill camp")[0];
    assert_eq!((place.id.as_str(), place.radius_m, place.kind.as_str()), ("own:north-mill", 700, "camp"));
    assert_eq!(place.country.as_deref(), Some("SY"));
}

#[test]
fn a_bad_line_is_named_and_the_others_are_read() {
    let read = read(
        "name,lat,lon,country\nGood Mill,35.1,38.1,SY\nFar Mill,135.1,38.1,SY\n,35,38,SY\nShort Mill,35\n\
         Null Mill,0,0,SY\nComma Mill,\"35,1\",38,SY\nNo Land,35,38,QQ\nLast Mill,35.3,38.1,SY\n",
    );
    let bad = [
        (3, "latitude `135.1` is no number from -90 to 90"),
        (4, "has no name"),
        (5, "has 2 columns where 4 were expected"),
        (6, "has the coordinates 0, 0, which stand for unknown ones"),
        (7, "latitude `35,1` is no number from -90 to 90"),
        (8, "country `QQ` is no code of ISO 3166-1"),
    ]
    .map(|(line, reason)| (line, reason.to_owned()));
    assert_eq!(read.bad, bad);
    assert_eq!(read.gazetteer.len(), 2);
}

#[test]
fn letters_of_another_character_set_are_named() {
    let mut importer = Importer::new(ImportOptions::default());
    let mut bad = Vec::new();
    let file: &[u8] = b"name,lat,lon\nM\xE9zan,35,38\nMezan,35,38\n";
    importer.read(file, None, |it| bad.push((it.line, it.reason))).unwrap();
    assert_eq!(bad, [(2, "is not UTF-8".to_owned())]);
}

#[test]
fn what_is_no_table_of_places_is_refused() {
    assert_eq!(refusal(b"PK\x03\x04rest"), "is a zip archive: unpack it first");
    assert_eq!(refusal(b"\xFF\xFEn\0a\0"), "is text in UTF-16: save it as UTF-8");
    assert_eq!(refusal(b" \n"), "is empty");
    assert!(refusal(b"once upon a time\n").starts_with("its columns fit no form"));
    assert_eq!(
        refusal(b"name,country\na,SY\n"),
        "its first line names no column with the coordinates (lat and lon, or a point)"
    );
}

#[test]
fn a_near_place_of_the_name_is_merged_and_a_far_one_stands_beside() {
    let shipped = Gazetteer::embedded().unwrap();
    let damascus = shipped.find("Damascus").remove(0);
    let (lat, lon) = (damascus.lat, damascus.lon);
    let import = read(&format!(
        "name,names,lat,lon,country\nDamascus,Moonlit City,{},{lon},SY\nDamascus,,{},{lon},SY\n",
        lat + 0.01,
        lat + 1.0
    ));
    // Both rows have one key, so the second is told apart by its own id only.
    assert_eq!(import.gazetteer.len(), 1);
    let import = read(&format!(
        "id,name,names,lat,lon,country\n1,Damascus,Moonlit City,{},{lon},SY\n2,Damascus,,{},{lon},SY\n",
        lat + 0.01,
        lat + 1.0
    ));
    for wins in [false, true] {
        let imports = [Import { gazetteer: &import.gazetteer, wins }];
        let (bytes, placed) = combine(&shipped, &imports).unwrap();
        assert_eq!(combine(&shipped, &imports).unwrap().0, bytes);
        let all = Gazetteer::from_vec(bytes).unwrap();
        all.verify().unwrap();
        assert_eq!(all.len(), shipped.len() + 1);
        assert!(matches!(&placed[0].fate, Fate::Merged { into, .. } if *into == damascus.id));
        assert_eq!(placed[1].fate, Fate::New);
        let found = &all.find("Moonlit City")[0];
        assert_eq!((&found.id, found.population), (&damascus.id, damascus.population));
        assert_eq!((found.lat - lat).abs() > 0.005, wins);
        let ids: Vec<String> = all.find("Damascus").iter().map(|it| it.id.to_string()).collect();
        assert_eq!(ids[0], damascus.id.as_str());
        assert!(ids.contains(&"own:2".to_owned()));
    }
}

#[test]
fn nothing_imported_changes_nothing() {
    let shipped = Gazetteer::embedded().unwrap();
    let (bytes, placed) = combine(&shipped, &[]).unwrap();
    let same = Gazetteer::from_vec(bytes).unwrap();
    assert!(placed.is_empty());
    assert_eq!((same.len(), same.n_names()), (shipped.len(), shipped.n_names()));
    assert_eq!(same.find("Aleppo"), shipped.find("Aleppo"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads a sample")]
fn samples_of_whos_on_first_are_read_whole() {
    let Some(folder) = std::env::var_os("DATELINE_DATA") else {
        eprintln!("skipped: DATELINE_DATA is not set");
        return;
    };
    let path = std::path::Path::new(&folder).join("gazetteers/wof_ps.tsv");
    let file = std::fs::read(path).unwrap();
    let read = read_with(ImportOptions::default(), &[&file]);
    assert_eq!((read.form, read.bad.len()), (ImportForm::WhosOnFirst, 0));
    assert!(read.gazetteer.len() > 1500);
    assert!(read.gazetteer.find("Qalqilya").iter().any(|it| it.country.as_deref() == Some("PS")));
}
