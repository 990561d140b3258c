//! The file format.
#[test]
fn ron_reads_the_example() {
    let text = include_str!("formats/example.ron");
    let map: cjm::model::JourneyMap = ron::from_str(text).unwrap();
    assert_eq!(map.stages.len(), 3);
    println!("{}", std::mem::size_of::<cjm::model::Touchpoint>());
}
