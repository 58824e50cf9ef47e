/// A sentence with gaps for the words of a resource, `围绕{skill}…`.
struct SentenceTemplate: Sendable {
  /// What may stand in a gap.
  enum Slot: String, Sendable {
    case major, course, skill, skill2, skill3, equipment, occupation, industry, school, teacher
    case hours, count, percent, year, model, quality, method
  }

  private enum Piece: Sendable {
    case literal(String)
    case slot(Slot)
  }

  private let pieces: [Piece]

  init(_ text: String) {
    self.pieces = TextTemplate(text).pieces.map { piece in
      switch piece {
      case .literal(let literal): .literal(literal)
      case .column(let name): Slot(rawValue: name).map(Piece.slot) ?? .literal("{\(name)}")
      }
    }
  }

  func write(to text: inout String, _ word: (Slot) -> String) {
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .slot(let slot): text += word(slot)
      }
    }
  }

  private static func list(_ text: String) -> [SentenceTemplate] {
    text.split(separator: "\n").map { SentenceTemplate(String($0)) }
  }

  /// Sentences that say what a resource is.
  static let openings = list(
    """
    本资源面向{major}专业，围绕{skill}、{skill2}等核心能力组织内容。
    《{course}》是{major}专业的核心课程，由{school}牵头建设。
    依据{occupation}岗位要求，本资源以{skill}为主线，兼顾{skill2}与{skill3}。
    针对{industry}行业的人才需求，{school}联合企业开发了这套{quality}资源。
    内容取自{industry}企业的真实项目，从{skill}入手，逐步过渡到{skill2}。
    面向{occupation}培养，采用{method}，使学习者掌握{skill}的完整流程。
    {school}{teacher}老师团队历时多年建成，覆盖{course}的全部教学单元。
    以{equipment}为载体，完整再现{skill}的操作过程。
    学习者将在{course}中完成{count}个典型工作任务，重点训练{skill}。
    本资源对接{occupation}职业技能等级标准，内容随{industry}技术更新而修订。
    """
  )

  /// Sentences that say more of it.
  static let middles = list(
    """
    共设{count}个模块、{hours}学时，每个模块配有微课、习题与实训指导。
    通过{method}，把{skill2}的难点拆分为可以反复练习的小步骤。
    学习{skill}之后，学生能够独立使用{equipment}完成{skill3}。
    课前推送任务单，课中开展{skill2}演练，课后用在线测验巩固。
    资源中的{equipment}（型号{model}）可在线旋转、拆装和测量。
    重点讲解{skill}、{skill2}和{skill3}，并给出常见错误与纠正办法。
    自{year}年上线以来，平均完成率为{percent}%，学生评价{quality}。
    教师可以按需调用和重组资源，搭建自己的{course}课堂。
    案例来自{industry}一线，涉及{equipment}的选型、安装与维护。
    把安全规范、质量意识和工匠精神融入{skill3}的每个环节。
    每个任务都附有评分标准，{skill}合格率要求不低于{percent}%。
    与{industry}企业共同制定{skill2}考核方案，由{occupation}担任评委。
    配套题库收录{count}0余道题目，覆盖{skill}与{skill3}。
    在{equipment}上完成{skill}前，须先通过虚拟仿真考核。
    """
  )

  /// Sentences that close.
  static let closings = list(
    """
    适合{major}专业学生、企业员工和社会学习者使用。
    完成学习并通过考核者，可按学分认定规则申请学分。
    可用于课堂教学、岗前培训和{occupation}技能鉴定备考。
    支持电脑和手机访问，随扫随学。
    资源持续更新，欢迎兄弟院校共建共享。
    学完后可继续学习{skill3}方面的进阶内容。
    建议与{equipment}实训配合使用，效果更{quality}。
    """
  )

  /// Words for a resource's quality and for ways of teaching, any category's.
  static let qualities = ["优质", "系统", "实用", "新颖", "规范", "完整", "开放", "可靠", "生动", "突出"]
  static let methods = [
    "项目教学法", "理实一体化教学", "线上线下混合式教学", "案例教学", "任务驱动", "翻转课堂", "虚实结合的方式",
    "现代学徒制", "情境教学", "小组协作学习", "产教融合的方式",
  ]
}
