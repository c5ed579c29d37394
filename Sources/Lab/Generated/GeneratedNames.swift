/// Names to put together, with a spelling in ASCII for addresses where the script has none.
enum GeneratedNames {
    struct Part: Sendable {
        let text: String
        let ascii: String
    }

    static let brazilianGiven = [
        "Adriana", "Alexandre", "Aline", "Álvaro", "Amanda", "Ana", "André", "Antônio", "Beatriz",
        "Bianca", "Bruno", "Caetano", "Camila", "Cauã", "Cecília", "César", "Clarice", "Conceição",
        "Daniel", "Débora", "Diego", "Eduarda", "Elisângela", "Fábio", "Fernanda", "Flávia",
        "Gilberto", "Giovana", "Helena", "Hugo", "Iara", "Inês", "Ivone", "João", "Jônatas",
        "José", "Juliana", "Júlio", "Larissa", "Letícia", "Lúcia", "Luís", "Márcia", "Marcos",
        "Maria", "Mônica", "Nathália", "Otávio", "Patrícia", "Paulo", "Rafael", "Raíssa",
        "Rogério", "Rosângela", "Sérgio", "Sônia", "Tatiana", "Thaís", "Tomás", "Vinícius",
        "Vitória", "Yasmin",
    ]

    static let brazilianFamily = [
        "Abreu", "Almeida", "Alves", "Amaral", "Araújo", "Assunção", "Azevedo", "Barbosa",
        "Barreto", "Batista", "Borges", "Brandão", "Caldas", "Câmara", "Cardoso", "Carvalho",
        "Castelo", "Coelho", "Correia", "Costa", "Cunha", "Dias", "Esteves", "Falcão", "Farias",
        "Ferraz", "Figueirêdo", "Fonseca", "Galvão", "Gomes", "Gonçalves", "Guimarães", "Leão",
        "Lima", "Lôbo", "Macêdo", "Magalhães", "Medeiros", "Moraes", "Moura", "Muniz", "Negrão",
        "Nóbrega", "Oliveira", "Paixão", "Pereira", "Queiroz", "Ramos", "Ribeiro", "Sá",
        "Salomão", "Santos", "Silva", "Simões", "Souza", "Tavares", "Toledo", "Vargas", "Vidal",
        "Xavier", "D’Ávila",
    ]

    static let brazilianParticles = ["da", "de", "do", "das", "dos", "e"]

    static let europeanGiven = [
        "Agnieszka", "Anaïs", "Åsa", "Björn", "Çağla", "Chloë", "Đorđe", "Émile", "Eoghan",
        "Françoise", "Gabriëlle", "Håkon", "İpek", "Jürgen", "Karel", "Łukasz", "Maël", "Máire",
        "Nikoletta", "Ødegård", "Přemysl", "Renée", "Șerban", "Siân", "Søren", "Štěpánka",
        "Tõnu", "Ümit", "Víctor", "Zoë", "Žofia",
    ]

    static let europeanFamily = [
        "Álvarez", "Bågenholm", "Březina", "Çelik", "Dvořák", "Fröhlich", "García", "Großmann",
        "Güneş", "Hörmann", "Ibáñez", "Jørgensen", "Kovačević", "Lefèvre", "Lindström", "Müller",
        "Nagy", "Ó Briain", "O’Connor", "Piñeiro", "Ruiz", "Rădulescu", "Świątek", "Šimić",
        "Tóth", "van der Meer", "Vähäkangas", "Wójcik", "Yıldız", "Zając", "Þórsdóttir",
    ]

    static let japaneseFamily = [
        Part(text: "佐藤", ascii: "sato"), Part(text: "鈴木", ascii: "suzuki"),
        Part(text: "高橋", ascii: "takahashi"), Part(text: "田中", ascii: "tanaka"),
        Part(text: "伊藤", ascii: "ito"), Part(text: "渡辺", ascii: "watanabe"),
        Part(text: "山本", ascii: "yamamoto"), Part(text: "中村", ascii: "nakamura"),
        Part(text: "小林", ascii: "kobayashi"), Part(text: "加藤", ascii: "kato"),
        Part(text: "吉田", ascii: "yoshida"), Part(text: "松本", ascii: "matsumoto"),
        Part(text: "井上", ascii: "inoue"), Part(text: "木村", ascii: "kimura"),
        Part(text: "清水", ascii: "shimizu"), Part(text: "斎藤", ascii: "saito"),
        Part(text: "森", ascii: "mori"), Part(text: "池田", ascii: "ikeda"),
        Part(text: "橋本", ascii: "hashimoto"), Part(text: "石川", ascii: "ishikawa"),
        Part(text: "前田", ascii: "maeda"), Part(text: "藤田", ascii: "fujita"),
        Part(text: "岡田", ascii: "okada"), Part(text: "後藤", ascii: "goto"),
    ]

    static let japaneseGiven = [
        Part(text: "さくら", ascii: "sakura"), Part(text: "ゆい", ascii: "yui"),
        Part(text: "陽菜", ascii: "hina"), Part(text: "結衣", ascii: "yui"),
        Part(text: "美咲", ascii: "misaki"), Part(text: "葵", ascii: "aoi"),
        Part(text: "花子", ascii: "hanako"), Part(text: "真由美", ascii: "mayumi"),
        Part(text: "恵子", ascii: "keiko"), Part(text: "由紀", ascii: "yuki"),
        Part(text: "翔太", ascii: "shota"), Part(text: "大輔", ascii: "daisuke"),
        Part(text: "健一", ascii: "kenichi"), Part(text: "拓也", ascii: "takuya"),
        Part(text: "直樹", ascii: "naoki"), Part(text: "太郎", ascii: "taro"),
        Part(text: "蓮", ascii: "ren"), Part(text: "誠", ascii: "makoto"),
        Part(text: "ヒロシ", ascii: "hiroshi"), Part(text: "マリ", ascii: "mari"),
        Part(text: "和夫", ascii: "kazuo"), Part(text: "修", ascii: "osamu"),
        Part(text: "里奈", ascii: "rina"), Part(text: "純", ascii: "jun"),
    ]

    static let arabicGiven = [
        Part(text: "محمد", ascii: "mohammed"), Part(text: "أحمد", ascii: "ahmad"),
        Part(text: "فاطمة", ascii: "fatima"), Part(text: "عائشة", ascii: "aisha"),
        Part(text: "علي", ascii: "ali"), Part(text: "حسن", ascii: "hassan"),
        Part(text: "ليلى", ascii: "layla"), Part(text: "مريم", ascii: "maryam"),
        Part(text: "يوسف", ascii: "yusuf"), Part(text: "خالد", ascii: "khalid"),
        Part(text: "نور", ascii: "nour"), Part(text: "سارة", ascii: "sara"),
        Part(text: "إبراهيم", ascii: "ibrahim"), Part(text: "عمر", ascii: "omar"),
        Part(text: "زينب", ascii: "zaynab"), Part(text: "هدى", ascii: "huda"),
        Part(text: "سمير", ascii: "samir"), Part(text: "رانيا", ascii: "rania"),
        Part(text: "طارق", ascii: "tariq"), Part(text: "آمنة", ascii: "amina"),
        Part(text: "جميل", ascii: "jamil"), Part(text: "سلمى", ascii: "salma"),
        Part(text: "كريم", ascii: "karim"), Part(text: "دعاء", ascii: "duaa"),
    ]

    static let arabicFamily = [
        Part(text: "الخطيب", ascii: "alkhatib"), Part(text: "حداد", ascii: "haddad"),
        Part(text: "النجار", ascii: "alnajjar"), Part(text: "المصري", ascii: "almasri"),
        Part(text: "العلي", ascii: "alali"), Part(text: "منصور", ascii: "mansour"),
        Part(text: "خوري", ascii: "khoury"), Part(text: "الحسن", ascii: "alhassan"),
        Part(text: "بن سعيد", ascii: "bensaid"), Part(text: "درويش", ascii: "darwish"),
        Part(text: "الشامي", ascii: "alshami"), Part(text: "قاسم", ascii: "qasim"),
        Part(text: "عبد الله", ascii: "abdullah"), Part(text: "فارس", ascii: "fares"),
        Part(text: "الزهراني", ascii: "alzahrani"), Part(text: "شاهين", ascii: "shaheen"),
        Part(text: "سليمان", ascii: "suleiman"), Part(text: "الراشد", ascii: "alrashid"),
        Part(text: "حمدان", ascii: "hamdan"), Part(text: "عطية", ascii: "atiyah"),
        Part(text: "البغدادي", ascii: "albaghdadi"), Part(text: "غانم", ascii: "ghanem"),
        Part(text: "نصار", ascii: "nassar"), Part(text: "الطويل", ascii: "altawil"),
    ]

    static let cyrillicGiven = [
        Part(text: "Алёна", ascii: "alyona"), Part(text: "Богдан", ascii: "bohdan"),
        Part(text: "Василиса", ascii: "vasilisa"), Part(text: "Галина", ascii: "galina"),
        Part(text: "Дмитрий", ascii: "dmitri"), Part(text: "Евгений", ascii: "evgeni"),
        Part(text: "Жанна", ascii: "zhanna"), Part(text: "Зоя", ascii: "zoya"),
        Part(text: "Иван", ascii: "ivan"), Part(text: "Катерина", ascii: "katerina"),
        Part(text: "Леонид", ascii: "leonid"), Part(text: "Мила", ascii: "mila"),
        Part(text: "Наталья", ascii: "natalya"), Part(text: "Оксана", ascii: "oksana"),
        Part(text: "Пётр", ascii: "pyotr"), Part(text: "Роман", ascii: "roman"),
        Part(text: "Світлана", ascii: "svitlana"), Part(text: "Тарас", ascii: "taras"),
        Part(text: "Ульяна", ascii: "ulyana"), Part(text: "Фёдор", ascii: "fyodor"),
        Part(text: "Юлия", ascii: "yulia"), Part(text: "Ярослав", ascii: "yaroslav"),
        Part(text: "Їжакевич", ascii: "yizhakevych"), Part(text: "Эльвира", ascii: "elvira"),
    ]

    static let cyrillicFamily = [
        Part(text: "Андрейчук", ascii: "andreychuk"), Part(text: "Белых", ascii: "belykh"),
        Part(text: "Величко", ascii: "velychko"), Part(text: "Гончар", ascii: "honchar"),
        Part(text: "Дорошенко", ascii: "doroshenko"), Part(text: "Ермак", ascii: "ermak"),
        Part(text: "Живков", ascii: "zhivkov"), Part(text: "Зайченко", ascii: "zaichenko"),
        Part(text: "Калинин", ascii: "kalinin"), Part(text: "Лысенко", ascii: "lysenko"),
        Part(text: "Мороз", ascii: "moroz"), Part(text: "Нестеров", ascii: "nesterov"),
        Part(text: "Орлик", ascii: "orlyk"), Part(text: "Петрович", ascii: "petrovich"),
        Part(text: "Рябина", ascii: "ryabina"), Part(text: "Соловей", ascii: "solovey"),
        Part(text: "Тихий", ascii: "tikhiy"), Part(text: "Ушаков", ascii: "ushakov"),
        Part(text: "Филиппенко", ascii: "filippenko"), Part(text: "Христов", ascii: "hristov"),
        Part(text: "Чайка", ascii: "chaika"), Part(text: "Шевчук", ascii: "shevchuk"),
        Part(text: "Щербина", ascii: "shcherbyna"), Part(text: "Яковенко", ascii: "yakovenko"),
    ]
}
