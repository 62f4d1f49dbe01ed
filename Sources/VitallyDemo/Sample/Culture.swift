// The language of a company in the sample: its company and person names, and the sentences about
// it. All are invented. Knows nothing about records.

/// The names and sentences of one language.
struct Culture: Sendable {
  /// A name in its own script, and in plain letters for email addresses.
  struct Name: Sendable {
    var own: String
    var plain: String

    init(_ own: String, _ plain: String) {
      self.own = own
      self.plain = plain
    }
  }

  var firms: [Name]
  var trades: [String]
  var given: [Name]
  var family: [Name]
  var familyFirst = false
  /// The separator between the parts of names.
  var joint = " "
  /// Paragraphs of notes and messages.
  var sentences: [String]

  /// The name of the n-th firm: every firm word with every trade, then numbered.
  func firm(_ number: Int) -> (name: String, plain: String) {
    let place = number % firms.count
    let turn = number / firms.count
    let firm = firms[place]
    let trade = trades[(turn + place) % trades.count]
    let round = turn / trades.count
    let name = firm.own + joint + trade
    return (round == 0 ? name : "\(name) \(round + 1)", firm.plain)
  }

  /// A person, by the indexes of the given and the family name.
  func person(_ first: Int, _ second: Int) -> (name: String, plain: String) {
    let given = given[first % given.count]
    let family = family[second % family.count]
    let parts = familyFirst ? [family.own, given.own] : [given.own, family.own]
    return (parts.joined(separator: joint), given.plain + "." + family.plain)
  }
}

extension Culture {
  /// A place on the wheel of cultures. `rank` is how many earlier places belong to the same culture
  /// and `weight` how many in all, so that each culture's firms can be numbered without gaps.
  private struct Seat: Sendable {
    var culture: Culture
    var rank: Int
    var weight: Int
  }

  /// Account n gets its culture from seat n modulo the number of seats.
  private static let wheel: [Seat] = {
    let common = [english, nordic, german, french, spanish, polish]
    let rare = [
      japanese, greek, korean, cyrillic, arabic, turkish, hebrew, vietnamese, japanese, cyrillic,
    ]
    let order =
      zip(common + common + [english, nordic], rare + [english, greek, english, korean])
      .flatMap { [$0, $1] }
    return order.enumerated().map { place, culture in
      let isSame = { (other: Culture) in other.firms[0].plain == culture.firms[0].plain }
      return Seat(
        culture: culture, rank: order[..<place].filter(isSame).count,
        weight: order.filter(isSame).count)
    }
  }()

  /// The culture of the n-th account.
  static func ofAccount(_ index: Int) -> Culture {
    wheel[index % wheel.count].culture
  }

  /// The name of the n-th account.
  static func firm(ofAccount index: Int) -> (name: String, plain: String) {
    let seat = wheel[index % wheel.count]
    return seat.culture.firm(index / wheel.count * seat.weight + seat.rank)
  }
}

// MARK: - Latin script, with and without diacritics

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

  private static let nordic = Culture(
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

  private static let german = Culture(
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

  private static let french = Culture(
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

  private static let spanish = Culture(
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

  private static let polish = Culture(
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

  private static let turkish = Culture(
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

  private static let vietnamese = Culture(
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

// MARK: - Other scripts, left to right and right to left

extension Culture {
  private static let greek = Culture(
    firms: [
      Name("Θαλασσινή Αύρα", "thalassini"), Name("Ελαιώνας", "elaionas"),
      Name("Πέτρινο Γεφύρι", "petrino"),
    ],
    trades: ["Μεταφορές", "Ασφάλειες", "Τρόφιμα"],
    given: [Name("Ελένη", "eleni"), Name("Νίκος", "nikos"), Name("Θάλεια", "thaleia")],
    family: [
      Name("Παπαλουκάς", "papaloukas"), Name("Ανδρεάδη", "andreadi"), Name("Ξυλούρη", "xylouri"),
    ],
    sentences: [
      "Ζήτησαν νέα τιμή πριν από το τέλος του μήνα.",
      "Η ομάδα χρησιμοποιεί το σύστημα κάθε μέρα και είναι ικανοποιημένη.",
    ])

  private static let cyrillic = Culture(
    firms: [
      Name("Журавлиний Гай", "zhuravlynyi"), Name("Северна Звезда", "severnazvezda"),
      Name("Їжакова Криниця", "yizhakova"), Name("Липовац", "lipovac"),
    ],
    trades: ["Логістика", "Застраховане", "Хліб", "Осигурање"],
    given: [
      Name("Оксана", "oksana"), Name("Георги", "georgi"), Name("Љубица", "ljubica"),
      Name("Тарас", "taras"),
    ],
    family: [
      Name("Чорновіл-Гай", "chornovilhai"), Name("Стойчева", "stoycheva"), Name("Ђурић", "djuric"),
      Name("Щербина", "shcherbyna"),
    ],
    sentences: [
      "Команда просить окремий звіт для складу.",
      "Подновяването е обсъдено, чакаме подпис.",
      "Дзвінок перенесено на <strong>середу</strong>.",
    ])

  private static let japanese = Culture(
    firms: [
      Name("青葉原", "aobahara"), Name("月見坂", "tsukimizaka"), Name("みどりの杜", "midorinomori"),
      Name("白鷺野", "shirasagino"),
    ],
    trades: ["物流株式会社", "保険", "製菓", "システムズ"],
    given: [Name("陽菜", "hina"), Name("健太郎", "kentaro"), Name("さくら", "sakura"), Name("翔", "sho")],
    family: [
      Name("星川", "hoshikawa"), Name("小鳥遊", "takanashi"), Name("藤ヶ谷", "fujigaya"),
      Name("ヴァレ", "vare"),
    ],
    familyFirst: true,
    joint: "",
    sentences: [
      "更新の前に見積書を送ってほしいとのこと。",
      "ダッシュボードの表示速度について質問がありました。",
      "次回の打ち合わせは<strong>来週火曜日</strong>の予定です。",
    ])

  private static let korean = Culture(
    firms: [Name("달빛마루", "dalbitmaru"), Name("푸른솔재", "pureunsolje"), Name("한여울", "hanyeoul")],
    trades: ["물류", "보험", "식품"],
    given: [Name("서연", "seoyeon"), Name("민준", "minjun"), Name("하늘", "haneul")],
    family: [Name("김", "kim"), Name("남궁", "namgung"), Name("추", "chu")],
    familyFirst: true,
    joint: " ",
    sentences: [
      "갱신 전에 사용자 교육을 한 번 더 요청했습니다.",
      "보고서 내보내기 기능이 느리다고 합니다.",
    ])

  private static let arabic = Culture(
    firms: [
      Name("واحة الياسمين", "wahatyasmin"), Name("نجمة الفرات", "najmatfurat"),
      Name("سنديان", "sindyan"),
    ],
    trades: ["للشحن", "للتأمين", "للأغذية"],
    given: [Name("ليلى", "layla"), Name("طارق", "tariq"), Name("هالة", "hala")],
    family: [Name("الزيتوني", "zaytuni"), Name("الحدّاد", "haddad"), Name("المرجاني", "murjani")],
    sentences: [
      "طلب العميل تقريراً شهرياً باللغة العربية.",
      "تم الاتفاق على اجتماع يوم الأحد لمناقشة التجديد.",
    ])

  private static let hebrew = Culture(
    firms: [
      Name("גבעת הרימון", "givatrimon"), Name("נחל ערוב", "nachalarov"),
      Name("אלון כחול", "alonkachol"),
    ],
    trades: ["לוגיסטיקה", "ביטוח", "מאפיות"],
    given: [Name("נועה", "noa"), Name("איתמר", "itamar"), Name("שירה", "shira")],
    family: [Name("בן־גל", "bengal"), Name("אלמוג", "almog"), Name("פרידמן־טל", "fridmantal")],
    sentences: [
      "ביקשו הדרכה נוספת לצוות החדש.",
      "החידוש תלוי בשיפור מהירות הדוחות.",
    ])
}
