/// An invented institution. Its place is invented too, so that no synthetic record says anything of
/// a real school.
struct School: Sendable {
  let name: String
  let region: String
  let educationLevel: String
  /// The major category the school is known for, `nil` for schools of many.
  let category: String?
  /// The people who teach there.
  let teachers: [String]

  private struct Kind: Sendable {
    let suffix: String
    let level: String
    let category: String?
  }

  private static let kinds: [Kind] = [
    Kind(suffix: "职业技术学院", level: "higher_vocational", category: nil),
    Kind(suffix: "工业职业技术学院", level: "higher_vocational", category: "46"),
    Kind(suffix: "中等专业学校", level: "secondary_vocational", category: nil),
    Kind(suffix: "信息职业技术学院", level: "higher_vocational", category: "51"),
    Kind(suffix: "卫生职业学院", level: "higher_vocational", category: "52"),
    Kind(suffix: "财经职业学院", level: "higher_vocational", category: "53"),
    Kind(suffix: "职业教育中心学校", level: "secondary_vocational", category: nil),
    Kind(suffix: "交通职业技术学院", level: "higher_vocational", category: "50"),
    Kind(suffix: "建筑职业技术学院", level: "higher_vocational", category: "44"),
    Kind(suffix: "农林职业技术学院", level: "higher_vocational", category: "41"),
    Kind(suffix: "职业技术大学", level: "vocational_undergraduate", category: nil),
    Kind(suffix: "机电职业学院", level: "higher_vocational", category: "46"),
    Kind(suffix: "旅游职业学院", level: "higher_vocational", category: "54"),
    Kind(suffix: "幼儿师范高等专科学校", level: "higher_vocational", category: "57"),
    Kind(suffix: "艺术职业学院", level: "higher_vocational", category: "55"),
    Kind(suffix: "化工职业技术学院", level: "higher_vocational", category: "47"),
    Kind(suffix: "水利职业学院", level: "higher_vocational", category: "45"),
    Kind(suffix: "食品药品职业学院", level: "higher_vocational", category: "49"),
    Kind(suffix: "电力职业技术学院", level: "higher_vocational", category: "43"),
    Kind(suffix: "司法警官职业学院", level: "higher_vocational", category: "58"),
    Kind(suffix: "轻工职业技术学院", level: "higher_vocational", category: "48"),
    Kind(suffix: "民政职业学院", level: "higher_vocational", category: "59"),
    Kind(suffix: "资源环境职业学院", level: "higher_vocational", category: "42"),
    Kind(suffix: "传媒职业学院", level: "higher_vocational", category: "56"),
  ]

  private static let placeBeginnings = "栎霁皓隽瑾澜珩钰晟曜湛岑菁萃棠楷槿璟祺翊苡茗荃蓁蕴桢".map(String.init)
  private static let placeEnds = "州川城阳江山陵泽原源港溪浦湖屏".map(String.init)

  /// How many schools there are: about as many as lead resources on a national platform.
  static let count = 900

  /// The schools, those with most resources first. They depend on no seed, as real ones do not.
  static let all: [School] = {
    let kindRanks = ZipfDistribution(count: kinds.count, exponent: 0.7)
    let regions = CodeTable.regions.codes.map(\.code).filter { $0 < "70" }
    let surnames = ZipfDistribution(count: PersonName.surnames.count, exponent: 0.8)
    var names: Set<String> = []
    return (0..<count).map { index in
      var random = SplitMix64(seed: 0x5343_484F_4F4C, 1, index)
      while true {
        let kind = kinds[kindRanks.rank(&random)]
        let begin = random.below(placeBeginnings.count)
        let end = random.below(placeEnds.count)
        let name = placeBeginnings[begin] + placeEnds[end] + kind.suffix
        guard names.insert(name).inserted else { continue }
        return School(
          name: name,
          // A place lies in one province, whatever its schools are.
          region: regions[(begin * 7 + end * 3) % regions.count],
          educationLevel: kind.level,
          category: kind.category,
          teachers: (0..<40).map { _ in PersonName.make(&random, surnames) }
        )
      }
    }
  }()
}

/// Makes names as people have them.
enum PersonName {
  /// Commoner ones first.
  static let surnames = """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程\
    魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾\
    龚邵万覃武钱戴严莫孔向常汤
    """.map(String.init) + ["欧阳", "上官", "诸葛", "司马"]

  private static let given = """
    伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞梅鑫波斌宇浩凯健俊帆雪琳晨阳婷雨欣\
    佳嘉怡梓涵博文志远海燕春晓红建国新民立德思源若彤子轩雅琪诗语景行致知守正清澄云舒锦程启航
    """.map(String.init)

  static func make(_ random: inout SplitMix64, _ ranks: ZipfDistribution) -> String {
    let surname = surnames[ranks.rank(&random)]
    let first = random.pick(given)
    return random.happens(0.72) ? surname + first + random.pick(given) : surname + first
  }
}
