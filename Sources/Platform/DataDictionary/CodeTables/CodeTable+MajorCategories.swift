extension CodeTable {
  /// The nineteen major categories (专业大类) of the national vocational catalogue of 2021.
  public static let majorCategories = CodeTable(
    "major_categories",
    "专业大类",
    "Major categories",
    [
      Code("41", "农林牧渔", "Agriculture, forestry, husbandry and fishery"),
      Code("42", "资源环境与安全", "Resources, environment and safety"),
      Code("43", "能源动力与材料", "Energy, power and materials"),
      Code("44", "土木建筑", "Civil engineering and architecture"),
      Code("45", "水利", "Water conservancy"),
      Code("46", "装备制造", "Equipment manufacturing"),
      Code("47", "生物与化工", "Biology and chemical engineering"),
      Code("48", "轻工纺织", "Light industry and textiles"),
      Code("49", "食品药品与粮食", "Food, medicine and grain"),
      Code("50", "交通运输", "Transport"),
      Code("51", "电子与信息", "Electronics and information"),
      Code("52", "医药卫生", "Medicine and health"),
      Code("53", "财经商贸", "Finance, economics and trade"),
      Code("54", "旅游", "Tourism"),
      Code("55", "文化艺术", "Culture and arts"),
      Code("56", "新闻传播", "Journalism and communication"),
      Code("57", "教育与体育", "Education and sports"),
      Code("58", "公安与司法", "Public security and justice"),
      Code("59", "公共管理与服务", "Public administration and services"),
    ]
  )
}
