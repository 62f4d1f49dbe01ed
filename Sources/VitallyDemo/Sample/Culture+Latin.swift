// Cultures that write with Latin letters, with and without marks.
// Data only.

extension Culture {
  static let english = Culture(
    firms: [
      Name("Larkmoor", "larkmoor"), Name("Tallowgate", "tallowgate"), Name("Quillon", "quillon"),
      Name("Harrowfen", "harrowfen"), Name("Brindle & Oak", "brindleoak"),
      Name("Ostrava Lane", "ostravalane"),
      Name("Kestrel Row", "kestrelrow"), Name("Pinehollow", "pinehollow"),
      Name("Saltmarsh", "saltmarsh"),
      Name("Umberfield", "umberfield"), Name("Wexcombe", "wexcombe"),
    ],
    trades: [
      "Freight", "Analytics", "Dental Group", "Insurance", "Robotics", "Bakeries", "Schools",
      "Solar",
    ],
    given: [
      Name("Ada", "ada"), Name("Marcus", "marcus"), Name("Priya", "priya"), Name("Owen", "owen"),
      Name("Tamsin", "tamsin"), Name("Jude", "jude"), Name("Nell", "nell"), Name("Rafe", "rafe"),
      Name("Imogen", "imogen"), Name("Desmond", "desmond"), Name("Zoë", "zoe"),
    ],
    family: [
      Name("Fairbrook", "fairbrook"), Name("Okonjo", "okonjo"), Name("O’Dell", "odell"),
      Name("Wainscott", "wainscott"), Name("Desai", "desai"), Name("Pemberly", "pemberly"),
      Name("Thistle", "thistle"), Name("Marlowe-Finch", "marlowefinch"), Name("Abara", "abara"),
    ],
    sentences: [
      "They want <strong>single sign-on</strong> before the renewal is signed.",
      "Adoption is up in the warehouse team, flat everywhere else.",
      "New CFO joins next month and will look at every contract over 10k.",
      "The export job failed twice last week; support has the logs.",
      "Asked for a second sandbox. Said we would come back with a price.",
      "Champion is moving to another team, introduced us to her successor.",
    ])

  static let nordic = Culture(
    firms: [
      Name("Fjordkraft Øst", "fjordkraftost"), Name("Ålesjø", "alesjo"),
      Name("Snöklocka", "snoklocka"),
      Name("Bjørkelund", "bjorkelund"), Name("Hæðir", "haedir"), Name("Strömsten", "stromsten"),
      Name("Ylläs Polku", "yllaspolku"), Name("Grønnevik", "gronnevik"),
    ],
    trades: ["Logistikk", "Fisk AS", "Energi", "Möbler", "Forsikring"],
    given: [
      Name("Åse", "ase"), Name("Søren", "soren"), Name("Þóra", "thora"), Name("Linnéa", "linnea"),
      Name("Bjørn", "bjorn"), Name("Päivi", "paivi"), Name("Håkon", "hakon"),
    ],
    family: [
      Name("Solbakken", "solbakken"), Name("Næss", "naess"), Name("Öberg", "oberg"),
      Name("Jónsdóttir", "jonsdottir"), Name("Kjærgård", "kjaergard"), Name("Mäkelä", "makela"),
    ],
    sentences: [
      "Møtet gikk bra, men de savner en bedre oversikt over lageret.",
      "De vil ha fakturaen på norsk før årsskiftet.",
      "Ny prosjektleder fra mandag; gammel avtale gjelder ut kvartalet.",
    ])

  static let german = Culture(
    firms: [
      Name("Grünwälder", "gruenwaelder"), Name("Süßbach", "suessbach"),
      Name("Österling", "oesterling"),
      Name("Kranichhof", "kranichhof"), Name("Möwenstein", "moewenstein"),
      Name("Ährenfeld", "aehrenfeld"),
    ],
    trades: ["Maschinenbau GmbH", "Verlag", "Brauerei", "Versicherung", "Werkzeuge KG"],
    given: [
      Name("Jürgen", "juergen"), Name("Käthe", "kaethe"), Name("Anneliese", "anneliese"),
      Name("Björn", "bjoern"), Name("Heike", "heike"), Name("Lukas", "lukas"),
    ],
    family: [
      Name("Groß", "gross"), Name("Schönfeld", "schoenfeld"), Name("Überacker", "ueberacker"),
      Name("Weißmüller", "weissmueller"), Name("Krähe", "kraehe"),
    ],
    sentences: [
      "Die Schnittstelle läuft stabil, nur der Nachtlauf ist zu langsam.",
      "Datenschutz fragt nach dem Standort der Server.",
      "Verlängerung um zwei Jahre ist <strong>mündlich zugesagt</strong>.",
    ])

  static let french = Culture(
    firms: [
      Name("Clairvôtre", "clairvotre"), Name("L’Échoppe Bleue", "echoppebleue"),
      Name("Hêtraie", "hetraie"), Name("Maçonval", "maconval"), Name("Nœudsoie", "noeudsoie"),
    ],
    trades: ["Transports", "Pâtisserie", "Assurances", "Santé", "Énergie"],
    given: [
      Name("Chloé", "chloe"), Name("François", "francois"), Name("Maëlys", "maelys"),
      Name("Gaël", "gael"), Name("Inès", "ines"),
    ],
    family: [
      Name("Lefèvre-Aubry", "lefevreaubry"), Name("D’Hauteval", "dhauteval"),
      Name("Garçonnet", "garconnet"), Name("Béranger", "beranger"),
    ],
    sentences: [
      "L’équipe apprécie le tableau de bord, mais demande plus de filtres.",
      "Le contrat arrive à échéance ; ils hésitent encore.",
      "Formation prévue la semaine prochaine à Lyon.",
    ])

  static let spanish = Culture(
    firms: [
      Name("Peñalara", "penalara"), Name("Añil del Sur", "anildelsur"), Name("Cigüeña", "ciguena"),
      Name("Montealegría", "montealegria"),
    ],
    trades: ["Seguros", "Distribución", "Clínicas", "Textil", "Educación"],
    given: [
      Name("Íñigo", "inigo"), Name("Begoña", "begona"), Name("José", "jose"),
      Name("Lucía", "lucia"),
      Name("Ramón", "ramon"),
    ],
    family: [
      Name("Muñoz Vela", "munozvela"), Name("Ibáñez", "ibanez"), Name("Güell", "guell"),
      Name("Del Río", "delrio"),
    ],
    sentences: [
      "Piden un informe mensual que puedan enviar a la dirección.",
      "Quieren ampliar a tres sedes más en otoño.",
      "¿Cuándo estará lista la integración? Lo preguntan cada semana.",
    ])

  static let polish = Culture(
    firms: [
      Name("Źródlana", "zrodlana"), Name("Łąkowy Dwór", "lakowydwor"),
      Name("Żurawinek", "zurawinek"),
      Name("Święcin", "swiecin"),
    ],
    trades: ["Transport", "Ubezpieczenia", "Piekarnie", "Logistyka"],
    given: [
      Name("Łukasz", "lukasz"), Name("Bożena", "bozena"), Name("Świętosława", "swietoslawa"),
      Name("Grażyna", "grazyna"),
    ],
    family: [
      Name("Wiśniak", "wisniak"), Name("Ćwikła", "cwikla"), Name("Żółtowska", "zoltowska"),
      Name("Gąsior", "gasior"),
    ],
    sentences: [
      "Zespół prosi o szkolenie z raportów przed końcem miesiąca.",
      "Umowa do przedłużenia w listopadzie, dział prawny już czyta.",
    ])

  static let turkish = Culture(
    firms: [
      Name("Işıklıdağ", "isiklidag"), Name("Çınaraltı", "cinaralti"), Name("Gökçeova", "gokceova"),
    ],
    trades: ["Lojistik", "Sigorta", "Gıda", "Tekstil"],
    given: [Name("İlknur", "ilknur"), Name("Çağrı", "cagri"), Name("Özgür", "ozgur")],
    family: [
      Name("Yağmurlu", "yagmurlu"), Name("Şenbahçe", "senbahce"), Name("Gümüşay", "gumusay"),
    ],
    sentences: [
      "Raporlar yavaş açılıyor; IT ekibi konuyu inceliyor.",
      "Yenileme için ek indirim istediler.",
    ])

  static let vietnamese = Culture(
    firms: [
      Name("Sông Ngọc", "songngoc"), Name("Trúc Phương Bắc", "trucphuongbac"),
      Name("Đèn Lụa", "denlua"),
    ],
    trades: ["Vận Tải", "Bảo Hiểm", "Thực Phẩm"],
    given: [Name("Hương", "huong"), Name("Quốc Bảo", "quocbao"), Name("Thủy", "thuy")],
    family: [Name("Nguyễn", "nguyen"), Name("Đặng", "dang"), Name("Võ", "vo")],
    familyFirst: true,
    sentences: [
      "Khách hàng muốn thêm báo cáo tiếng Việt.",
      "Đã hẹn gọi lại vào thứ Năm.",
    ])
}
