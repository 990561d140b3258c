//! Keys that are typed ahead of another map.

use crate::home::{Home, text};

#[test]
fn what_is_typed_at_once_behind_the_way_to_another_map_is_in_that_map() {
    let home = Home::new();
    for name in ["aaa", "bbb", "ccc"] {
        home.run(&["new", name, "--template", "service-visit"]);
    }
    home.write("config/settings.ron", "(autosave: 60)\n");
    let before = text(&home.map("ccc"));
    let mut window = home.open(["aaa"], (100, 30));
    window.wait_for_start();
    // not saved when the other map is chosen
    window.keys(":rename map\r\x15Changed\rm");
    window.wait_for("3 maps");
    window.keys("j\roOther ddu\x1b:rename map\r\x15Second\rZZ");
    assert_eq!(window.end(), 0);
    assert!(text(&home.map("aaa")).contains("title: \"Changed\""));
    let second = text(&home.map("bbb"));
    assert!(second.contains("Other ddu") && second.contains("title: \"Second\""), "{second}");
    assert_eq!(text(&home.map("ccc")), before);
}
