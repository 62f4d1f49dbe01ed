// Cultures that write with other letters, from the left or from the right.
// Data only.

extension Culture {
  static let greek = Culture(
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

  static let cyrillic = Culture(
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

  static let japanese = Culture(
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

  static let korean = Culture(
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

  static let arabic = Culture(
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

  static let hebrew = Culture(
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
