# SPDX-License-Identifier: Apache-2.0
"""What every custom error of the contracts says to a person: one line each, in Chinese and English, with its article.

`{name}` stands for an argument of the error as `reverts.py` shows it. A test compares the table with the interfaces, so
that none is missing and none is left over. Articles are those of the national guide unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sentence:
    zh: str
    en: str
    article: str = ""


S = Sentence

ADMISSION: Final[Mapping[str, Sentence]] = {
    "ApplicantsEmpty": S("申请未列明申请人", "the application names no applicant", "16"),
    "ApplicantsTooMany": S("申请人数为 {count}，超过 16 人", "{count} applicants are more than the 16 allowed", "16"),
    "ApplicantMissing": S("第 {position} 个申请人为空", "the applicant at position {position} is empty", "16"),
    "ApplicantRepeated": S("申请人 {applicant} 重复", "the applicant {applicant} is named twice", "16"),
    "ApplicantIsRegistrar": S(
        "登记机构 {org} 不得为自己办理登记", "the registrar {org} cannot be registered at its own desk", "10"
    ),
    "ApplicantIsGovernmentOrgan": S(
        "{org} 为党政机关，其数据不予登记", "{org} is a party or government organ; its data are not registrable", "15"
    ),
    "PublicInstitutionNeedsDecision": S(
        "{org}{party} 为事业单位，需登记机构作出书面决定",
        "{org}{party} is a public institution; the registrar's recorded decision is needed",
        "15",
    ),
    "SoleTraderMustBeCommitted": S(
        "个体工商户 {org} 只能以加盐承诺值出现", "the sole trader {org} may appear as a salted commitment only"
    ),
    "GradeMissing": S("未填写数据分级", "the grade of the data is missing", "20"),
    "GradeCoreRefused": S("核心数据不予登记", "core data are not registered", "15"),
    "GradeImportantNeedsProof": S("重要数据需提交合规证明", "important data need proof of compliance", "20"),
    "GradeImportantNameInClear": S(
        "重要数据的名称不得公开上链", "the name of important data must not be on chain in clear", "24"
    ),
    "NameMissing": S("未填写数据名称", "the name of the data is missing", "19"),
    "NameTooLong": S(
        "数据名称过长（{characters}{bytes_used}）",
        "the name of the data is too long ({characters}{bytes_used})",
        "19",
    ),
    "ExemptNameInClear": S(
        "申请免予公示的数据，名称不得公开上链", "a name exempt from public notice must not be on chain in clear", "24"
    ),
    "IndustryMalformed": S(
        "行业代码 {industry} 不符合 GB/T 4754",
        "the industry {industry} is no section and division of GB/T 4754",
        "19",
    ),
    "SourceTypesMissing": S("未填写数据来源", "the source of the data is missing", "20"),
    "FieldOutOfRange": S("字段 {field} 的取值 {value} 超出范围", "the field {field} cannot be {value}", "19"),
    "TimeSpanReversed": S("时间范围起止颠倒", "the time span ends before it begins", "19"),
    "SampleMissing": S("未提交数据样例", "the digest of the data sample is missing", "19"),
    "DocumentsMissing": S("未提交申请材料", "no documents were given", "20"),
    "PublicDataProductNeedsReference": S(
        "公共数据产品须先在公共数据资源登记平台登记并填写其编号",
        "a public-data product needs the code of its registration on the public-data platform",
        "15",
    ),
    "TextTooLong": S(
        "字段 {field} 过长（{bytes_used} 字节）", "the text {field} is too long ({bytes_used} bytes)", "19"
    ),
    "PriorRegistrationsTooMany": S(
        "在先登记 {count} 项，超过 16 项", "{count} prior registrations are more than the 16 allowed", "41"
    ),
    "RightsEmpty": S("未申请任何数据产权", "no right is applied for", "21"),
    "RightsTooMany": S("权利人 {count} 名，超过 16 名", "{count} holders are more than the 16 allowed", "21"),
    "RightUnknown": S("{holder} 的权利类型 {rights} 不存在", "there are no rights {rights} for {holder}", "3"),
    "HolderRepeated": S("权利人 {holder} 重复", "the holder {holder} is named twice", "21"),
    "HolderMissing": S("第 {position} 个权利人为空", "the holder at position {position} is empty", "21"),
    "RightNotAllowed": S(
        "{basis} 情形下 {holder} 不能登记权利 {rights}",
        "{holder} cannot have rights {rights} in the case {basis}",
        "21",
    ),
    "RightNeedsConsents": S(
        "{holder} 的权利需其他全部参与方同意",
        "the rights of {holder} need the consent of all other participants",
        "21",
    ),
    "TermTooLong": S(
        "申请期限 {term_years} 年，超过 {validity_years} 年",
        "{term_years} years are more than the {validity_years} allowed",
        "26",
    ),
    "AttestationUnknown": S("身份核验等级 {attestation} 不存在", "there is no attestation level {attestation}"),
}

DESK: Final[Mapping[str, Sentence]] = {
    "BatchEmpty": S("批次为空", "the batch is empty"),
    "CaseUnknown": S("申请案 {id}{case_id} 不存在", "there is no case {id}{case_id}"),
    "CaseAlreadyOpen": S(
        "申请案 {id} 已存在：同一登记机构的申请编号不能重复使用", "the case {id} exists: the reference was used"
    ),
    "CaseNotInState": S(
        "申请案 {id} 当前状态为 {actual}，不允许此操作", "the case {id} is {actual}, which does not allow this"
    ),
    "ModuleHasNoCode": S("地址 {module} 上没有合约", "there is no contract at {module}"),
    "CalldataNotCanonical": S("调用数据不是规范编码", "the call is not in canonical encoding"),
    "CaseOfAnotherRegistrar": S(
        "申请案由 {registrar} 受理，{caller} 无权办理", "the case belongs to {registrar}, not to {caller}"
    ),
    "ExpectedHeadMissing": S("双人办理须给出所见的历史字", "two persons must say which history word they looked at"),
    "CallerMayNotFile": S("{caller} 不能为该申请人提交申请", "{caller} may not file for these applicants", "16"),
    "ReferenceEmpty": S("未填写申请编号", "the reference of the application is missing"),
    "RegimeUnknown": S("登记规则 {regime}{id} 不存在", "there is no regime {regime}{id}"),
    "RegimeDiffers": S("申请案 {id} 适用另一登记规则 {regime}", "the case {id} is under another regime, {regime}"),
    "RegistrarNotAccredited": S(
        "登记机构 {registrar} 未获认可或已暂停", "the registrar {registrar} is not accredited now", "13"
    ),
    "ClaimedTimeNotAllowed": S("不能自行主张时间 {claimed}", "the sender may not claim the time {claimed}"),
    "ClaimedTimeInFuture": S("主张的时间 {claimed} 晚于当前时间", "the claimed time {claimed} is in the future"),
    "AnsweredBySilence": S(
        "答复期限 {deadline} 已过，申请视为受理",
        "the answer was due by {deadline}; the application was accepted by silence",
        "17",
    ),
    "SilenceNotYet": S(
        "答复期限为 {deadline}，尚未视为受理", "the answer is due by {deadline}; silence has not accepted yet", "17"
    ),
    "DeadlineUnknown": S("工作日历尚未公布至该期限", "the calendar is not published up to the deadline", "17"),
    "CorrectionAlreadyRequested": S(
        "已要求过一次补正",
        "a correction was requested before; there is one round",
        "17",
    ),
    "CorrectionPeriodOver": S("补正期限 {last_day} 已过", "the correction was due by {last_day}", "17"),
    "LastDayInPast": S("期限 {last_day} 已过去", "the last day {last_day} is past"),
    "ExtensionOutOfRange": S(
        "不能延长 {working_days} 个工作日", "an extension of {working_days} working days is not allowed", "28"
    ),
    "ExtensionAlreadyGiven": S("办理期限已延长过一次", "the period was extended before", "28"),
    "GroundUnknown": S("不予登记的情形 {ground} 不存在", "there is no ground {ground} of refusal", "22"),
    "DocumentMissing": S("未提交相应文书", "the paper of this act is missing"),
    "PersonMissing": S("未给出经办人承诺值", "the commitment of the acting person is missing"),
    "NoticeStillRunning": S("公示期或通知期限至 {last_day}，尚未届满", "the notice runs until {last_day}", "24"),
    "ObjectionOpen": S("尚有 {open} 项异议未处理", "{open} objections are not decided yet", "25"),
    "ObjectionUpheld": S("异议已成立，不能存证", "an objection was upheld; the case cannot be evidenced", "25"),
    "EvidencedBeforeNotice": S(
        "存证时间 {evidenced_at} 早于公示届满", "evidenced at {evidenced_at}, before the notice had ended", "26"
    ),
    "NationalReferenceMissing": S("未填写国家系统存证编号", "the reference of the national system is missing", "26"),
    "NationalReferenceTooLong": S(
        "国家系统存证编号过长（{bytes_used} 字节）",
        "the reference of the national system is too long ({bytes_used} bytes)",
        "26",
    ),
    "ExemptionNotWished": S("申请人未申请免予公示", "the applicant did not ask to be exempt from notice", "24"),
    "NoticeBeforeApplication": S(
        "公示时间 {published_at} 早于申请", "the notice of {published_at} is older than the application", "24"
    ),
    "RightsDiffer": S("发证的权利与申请不一致", "the rights differ from those applied for", "21"),
}

CERTIFICATES: Final[Mapping[str, Sentence]] = {
    "CallerIsNotGovernance": S("{caller} 不是治理合约", "{caller} is not the governance contract"),
    "CallerIsNotTrustedDesk": S("{caller} 不是受信任的登记合约", "{caller} is no trusted desk"),
    "CertificateUnknown": S("登记凭证 {id} 不存在", "there is no certificate {id}"),
    "CertificateOfAnotherRegistrar": S(
        "登记凭证 {id} 由 {registrar} 颁发，{caller} 无权办理",
        "the certificate {id} belongs to {registrar}, not to {caller}",
    ),
    "CertificateNotIssued": S("登记凭证 {id} 当前不是有效颁发状态", "the certificate {id} does not stand as issued"),
    "CodeAlreadyGiven": S("登记编码 {code} 已被使用", "the code {code} was given before", "27"),
    "CodeMalformed": S("登记编码 {code} 格式不正确", "the code {code} is malformed", "27"),
    "CodeNotNext": S(
        "登记编码 {code} 不是下一个编码 {next}，请重新查看后再试",
        "the next code is {next}, not {code}; look again",
        "27",
    ),
    "CodeSerialExhausted": S("{registrar} 在 {month} 的编码已用完", "{registrar} has no code left for {month}", "27"),
    "CodeNotOfRegistrar": S("登记编码 {code} 不属于 {registrar}", "the code {code} is not one of {registrar}", "27"),
    "SpansDiffer": S(
        "有效期 {spans} 项，发证 {certifications} 项", "{spans} terms were given for {certifications} certificates"
    ),
    "PayloadDigestMissing": S("证书 {code} 缺少内容摘要", "the certificate {code} commits to no payload", "27"),
    "RightsMissing": S("证书 {code} 未列明权利", "the certificate {code} has no right", "21"),
    "TermEmpty": S("有效期为空", "the term ends before it begins", "26"),
    "RightEndsOutsideTerm": S(
        "{holder} 的权利期限超出凭证有效期", "the right of {holder} ends outside the certificate's term", "26"
    ),
    "AnnotationKindUnknown": S("标注种类 {kind} 不存在", "there is no annotation of kind {kind}", "23"),
    "AnnotationNeedsAuthority": S(
        "该标注须注明作出文书的机关", "this annotation needs the authority whose paper it is", "23"
    ),
    "AnnotationOfNoAuthority": S(
        "种类 {kind} 的标注没有作出机关", "an annotation of kind {kind} has no authority", "23"
    ),
    "AnnotationSpanReversed": S("标注期限起止颠倒", "the annotation ends before it begins", "23"),
    "AnnotationUnknown": S("标注 {number} 不存在", "there is no annotation {number}", "23"),
    "AnnotationAlreadyLifted": S("标注 {number} 已解除", "the annotation {number} was lifted before", "23"),
    "AnnotationsExhausted": S("登记凭证 {id} 的标注次数已用完", "the certificate {id} can take no more annotations"),
    "LiftedByLesserAuthority": S(
        "标注 {number} 须由 {authority} 或其上级机关解除",
        "annotation {number} may be lifted by {authority} or a superior authority only",
        "23",
    ),
    "VersionsExhausted": S("登记凭证 {id} 的版本数已用完", "the certificate {id} can take no more versions"),
}

OBJECTIONS: Final[Mapping[str, Sentence]] = {
    "NoticeNotOpen": S("{moment} 不在公示期内", "no public notice was open at {moment}", "25"),
    "CallerMayNotObject": S("{caller} 不能代 {objector} 提出异议", "{caller} may not object for {objector}", "25"),
    "ObjectorMissing": S("未列明异议人", "the objector is missing", "25"),
    "ReasonsMissing": S("未给出异议理由", "the reasons of the objection are missing", "25"),
    "TooManyObjections": S("该申请案的异议数量已达上限", "the case can take no more objections", "25"),
    "ObjectionUnknown": S("异议 {number} 不存在", "there is no objection {number}", "25"),
    "ObjectionNotOpen": S("异议 {number} 已为 {outcome}", "the objection {number} is {outcome}", "25"),
    "ObjectionNotBy": S(
        "异议 {number} 不是 {caller} 提出的",
        "the objection {number} was not made by {caller}",
        "25",
    ),
}

ASSENTS: Final[Mapping[str, Sentence]] = {
    "CallerMayNotAssent": S("{caller} 不能代 {party} 作出同意", "{caller} may not agree for {party}"),
    "FormMissing": S("缺少 {party} 的签字材料", "the form that {party} signed is missing"),
    "LevelUnknown": S("{party} 的证明级别 {level} 不适用", "the attestation level {level} does not apply to {party}"),
}

ORGANISATIONS: Final[Mapping[str, Sentence]] = {
    "OrganisationUnknown": S("机构 {org} 未注册", "the organisation {org} is not registered"),
    "OrganisationAlreadyRegistered": S("机构 {org} 已注册", "the organisation {org} is registered"),
    "OrganisationCodeMalformed": S(
        "{org} 不是有效的统一社会信用代码",
        "{org} is no unified social credit code",
        "19",
    ),
    "OrganisationIsSoleTrader": S(
        "个体工商户 {org} 不得注册为机构", "the sole trader {org} is not registered as an organisation"
    ),
    "OrganisationKindsEmpty": S("机构 {org} 未列明类型", "the organisation {org} has no kind"),
    "OrganisationKindsUnknown": S("机构类型 {kinds} 不存在", "there are no kinds {kinds} of organisations"),
    "OrganisationNameMissing": S("机构 {org} 未填写名称", "the name of {org} is missing"),
    "OnlyHoldersMayBeRegisteredBy": S("登记机构 {by} 只能注册权利人", "the registrar {by} may register holders only"),
    "OrganisationNotRegisteredBy": S("机构 {org} 不是由 {by} 注册的", "{org} was not registered by {by}"),
    "AccreditationWindowEmpty": S("认可期限为空", "the accreditation ends before it begins"),
    "AccreditationKindNotHeld": S("{org} 不是 {kind}", "{org} is no {kind}"),
    "AccreditationUnknown": S("{org} 未获得 {kind} 认可", "{org} is not accredited as {kind}"),
    "AccreditationNotEffective": S(
        "{org} 的 {kind} 认可当前无效", "the accreditation of {org} as {kind} has no effect now", "13"
    ),
    "AccreditationAlreadySuspended": S(
        "{org} 的 {kind} 认可已于 {moment} 暂停", "{org} has been suspended as {kind} since {moment}", "13"
    ),
    "AccreditationNotSuspended": S("{org} 的 {kind} 认可未被暂停", "{org} is not suspended as {kind}"),
    "CodePartOutOfRange": S(
        "{org} 的编码地区 {region} 或序位 {digit} 超出范围",
        "region {region} or digit {digit} of {org} is out of range",
        "27",
    ),
    "CodeDigitTaken": S(
        "地区 {region} 的序位 {digit} 已属 {by}", "digit {digit} of region {region} belongs to {by}", "27"
    ),
    "KeyUnknown": S("账户 {account} 不属于任何机构", "the account {account} belongs to no organisation"),
    "KeyAlreadyKnown": S("账户 {account} 已属于 {org}", "the account {account} belongs to {org}"),
    "KeyWindowEmpty": S("密钥期限为空", "the key's time ends before it begins"),
    "KeyNotGood": S("账户 {account} 的密钥在 {moment} 无效", "the key {account} was not good at {moment}"),
    "KeyAlreadyEnded": S("账户 {account} 的密钥已于 {until} 终止", "the key {account} ended at {until}"),
    "KeyIsNotOfOrganisation": S("账户 {account} 不属于 {org}", "the account {account} is not of {org}"),
    "KeyMustNotJudgeItself": S("密钥 {account} 不能处置自身", "the key {account} must not judge itself"),
    "MomentInFuture": S("时间 {moment} 晚于当前时间", "the moment {moment} is in the future"),
    "FoundersBesideAnEstate": S(
        "承接前一部署的账本沿用其主管部门，不得另设创始机构",
        "a ledger that goes on from an earlier deployment has the authorities of that one, and founds none",
    ),
    "TwoPersonsRequired": S("{org} 规定该操作（{kind}）须双人办理", "{org} wants two persons for this act ({kind})"),
    "PreparerIsApprover": S(
        "经办与复核不能是同一账户 {account}", "preparer and approver are the same account {account}"
    ),
    "PreparerOfAnotherOrganisation": S("经办账户 {preparer} 不属于 {org}", "the preparer {preparer} is not of {org}"),
    "PreparationExpired": S("经办签名已于 {deadline} 过期", "the preparer's signature expired at {deadline}"),
    "PreparationNotSignedBy": S("经办签名不是 {preparer} 作出的", "the preparation was not signed by {preparer}"),
    "SubjectsEmpty": S("{org} 未列明要重新确认的对象", "{org} named nothing to stand by"),
    "SubjectsTooMany": S(
        "{org} 一次最多确认 256 个对象，给出 {count} 个", "{org} may stand by 256 subjects at a time, not {count}"
    ),
    "SubjectUnknown": S("对象 {subject} 没有任何记录", "nothing is on record for the subject {subject}"),
    "ReasonMissing": S("{org} 未给出理由", "{org} gave no reason"),
    "KindOutOfRange": S("操作种类 {kind} 超出范围", "there is no kind of act {kind}"),
}

GOVERNED: Final[Mapping[str, Sentence]] = {
    "NotAnAuthority": S(
        "账户 {account} 不是主管部门的有效密钥", "the account {account} is no good key of an authority"
    ),
    "ProposalUnknown": S("提案 {id} 不存在或已了结", "there is no open proposal {id}"),
    "ProposalAlreadyOpen": S("提案 {id} 已提出", "the proposal {id} is open already"),
    "ProposalTooEarly": S("提案须到 {earliest} 之后才能确认", "the proposal may be confirmed from {earliest} on"),
    "ProposalNeedsAnotherAuthority": S(
        "提案须由 {proposer} 以外的主管部门确认", "an authority other than {proposer} must confirm"
    ),
    "ProposalNotBy": S("提案由 {proposer} 提出", "the proposal was made by {proposer}"),
    "ProposalTainted": S(
        "提出提案的密钥 {account} 已不可信", "the key {account} that proposed is not to be trusted any more"
    ),
    "TargetHasNoCode": S("{target} 不是合约", "{target} is no contract"),
    "ActNotGoverned": S(
        "{target} 的函数 {selector} 不能由治理调用",
        "governance may not call {selector} of {target}",
    ),
    "KindNotEntrusted": S(
        "{module} 不得写入种类 {kind}：该类操作可能已停止",
        "{module} may not write {kind}; that class of acts may have been ended",
    ),
    "KindAlreadyEntrusted": S("种类 {kind} 已由 {module} 写入", "the kind {kind} is written by {module}"),
    "ModuleIsNotWriter": S("{module} 不是写入者", "{module} is no writer"),
    "ActsNotInThrees": S("操作数据有 {words} 字，应为三的倍数", "{words} words of acts are no multiple of three"),
    "KindsEmpty": S("未列明 {module} 可写入的种类", "no kind is given for {module}"),
    "CountExhausted": S("历史条目数已达上限", "no further act can be numbered"),
    "KindsNotHeld": S("{module} 不可写入这些种类：{kinds}", "{module} may not write these kinds: {kinds}"),
    "HeadMoved": S(
        "对象 {subject} 自您查看后已有变动，请重新查看", "the subject {subject} changed since you looked; look again"
    ),
    "PredecessorStillWritten": S(
        "前一部署仍可写入（{module} 可写 {kind}），不得承接",
        "the earlier deployment is still written: {module} may write {kind}",
    ),
    "RegimeAlreadyPublished": S("登记规则 {id} 已公布，不可修改", "the regime {id} is published and does not change"),
    "RegimeFieldOutOfRange": S(
        "登记规则字段 {field} 的取值 {value} 超出范围", "the regime's {field} cannot be {value}"
    ),
    "CalendarGap": S("应先公布 {expected_year} 年，而不是 {year} 年", "the year {expected_year} comes before {year}"),
    "CalendarDayOutOfYear": S("第 {bit} 天不在 {year} 年内", "day {bit} is not in the year {year}"),
    "CalendarPast": S("{year} 年已全部过去", "every day of {year} is past"),
    "CalendarYearOutOfRange": S("{year} 年超出范围", "the year {year} is out of range"),
    "CalendarWithoutWorkingDay": S("{year} 年没有工作日", "the year {year} has no working day"),
    "CalendarUnknown": S(
        "工作日历只公布了 {published_from} 至 {published_through}",
        "the calendar is published from {published_from} to {published_through}",
    ),
    "SpanTooLong": S("不能计算 {working_days} 个工作日", "{working_days} working days cannot be counted"),
}

GRANTS: Final[Mapping[str, Sentence]] = {
    "CallerIsNotCirculation": S("只有流通登记合约可以扣减额度", "only the registry of circulation debits budgets"),
    "ReferenceMissing": S("未给出申请或凭据的编号", "the reference is missing"),
    "GrantKindUnknown": S("该授权类型不能这样办理", "no grant of that kind can be made this way"),
    "GrantAlreadyOffered": S("该编号的授权已存在", "a grant with this reference was offered before"),
    "GrantUnknown": S("授权不存在", "there is no such grant"),
    "GranteeMissing": S("未列明被授权方", "the grantee is missing"),
    "GrantToOneself": S("授权方与被授权方相同", "grantor and grantee are the same"),
    "RightNotOne": S("一次只能授予一项权利", "a grant is of exactly one right", "3"),
    "FieldsMissing": S("未列明授权字段", "no fields are granted"),
    "ColumnsMissing": S("约定字段的授权须给出字段清单摘要", "a grant of some fields needs the digest of its columns"),
    "PurposesUnknown": S("使用目的为空或含未知代码", "the purposes are empty or have an unknown code"),
    "TerritoryUnknown": S("使用地域为空或含未知代码", "the territory is empty or has an unknown code"),
    "EnvironmentsUnknown": S("使用环境为空或含未知代码", "the environments are empty or have an unknown code"),
    "GrantTermEmpty": S("期限为空：{not_before} 至 {not_after}", "the term from {not_before} to {not_after} is empty"),
    "TermsCodeUnknown": S("独占性或计价方式代码未知", "the code of exclusivity or of pricing is unknown"),
    "AgreementMissing": S("未给出授权协议的承诺值", "the commitment of the agreement is missing"),
    "AssessmentMissing": S(
        "重要数据的授权须给出风险评估摘要", "a grant of important data needs the digest of its risk assessment"
    ),
    "ExportBasisMissing": S("数据出境须给出备案或豁免依据", "export needs its filing or the ground of its exemption"),
    "ReciprocalGroupMismatch": S(
        "双向授权须给出配对编号，其他授权不得给出", "reciprocal grants name their pair, and no others do"
    ),
    "DepthTooGreat": S("转授权最多 7 级", "a grant may be passed on seven times at most"),
    "UnitNotHeld": S("{holder} 此刻不持有 {id} 的该项权利", "{holder} does not hold that right under {id} now", "21"),
    "CertificateFrozen": S("凭证 {id} 已被冻结，不得办理", "the certificate {id} is frozen", "23"),
    "NotOfOneGroup": S("{grantor} 与 {grantee} 不属于同一集团", "{grantor} and {grantee} do not belong to one group"),
    "DecisionMismatch": S("与主管部门的决定不符", "this is not what the authority decided"),
    "ConsentMismatch": S(
        "个人同意不存在、已失效或不允许提供给他人", "the consent is none, is over, or allows no others"
    ),
    "ParentMismatch": S("不是授权方从该授权取得的权利", "the grantor does not have this from that grant"),
    "GrantNotEffective": S(
        "上级授权或其根基此刻无效（规则 {rule}）", "the grant or what it hangs on covers nothing now (rule {rule})"
    ),
    "GrantWider": S("超出上限：{dimension}", "wider than it may be: {dimension}"),
    "GrantNotIn": S("授权已为 {state}", "the grant is {state}"),
    "GrantAlreadySuspended": S("授权已中止", "the grant is suspended already"),
    "GrantNotSuspended": S("授权未中止", "the grant is not suspended"),
    "SuspensionsExhausted": S("授权最多中止三次", "a grant is suspended three times at most"),
    "GroundMissing": S("未给出撤销事由", "the ground of the revocation is missing"),
    "GrantIrrevocable": S("该授权不可任意撤销", "the grant is irrevocable"),
    "PublicGrantUnknown": S("公共数据授权申请不存在", "there is no such application for public data"),
    "PublicGrantAlreadyApplied": S("该编号的申请已存在", "there is an application with this reference"),
    "PublicGrantNotIn": S("该申请已为 {state}", "the application is {state}"),
    "PublicGrantOfAnother": S("{caller} 不是该申请的主管或来源部门", "{caller} has no say in this application"),
    "ResourceMissing": S("未给出公共数据资源登记号", "the number of the public resource is missing"),
    "ConsentUnknown": S("个人同意凭据不存在", "there is no such consent"),
    "ConsentAlreadyRecorded": S("该同意凭据已登记", "this consent was recorded before"),
    "ConsentAlreadyWithdrawn": S("该同意已撤回", "this consent was withdrawn before"),
    "ConsentOfAnother": S("{caller} 不是该凭据的托管人", "{caller} is not the custodian of this consent"),
}

PLEDGES: Final[Mapping[str, Sentence]] = {
    "H1PledgorIsPublicBody": S(
        "H1：{pledgor} 为机关或事业单位（公共机构），不得出质（财政部关于行政事业单位数据资产的规定）",
        "H1: {pledgor} is an organ or public institution and may not pledge (Ministry of Finance on assets of "
        "administrative and public institutions)",
        "Civil Code 683; MOF",
    ),
    "H2DataOfAnOrgan": S(
        "H2：{code} 申报为党政机关数据，不得出质", "H2: {code} is declared data of a party or government organ", "15"
    ),
    "H3GradeIsCore": S("H3：{code} 申报为核心数据，不得出质", "H3: {code} is declared core data", "15"),
    "H3AuthorityMissing": S(
        "H3：{code} 为重要数据，须有主管部门文件", "H3: important data ({code}) need an authority's paper", "20"
    ),
    "H4RightNotEffective": S(
        "H4：{holder} 在 {code} 下没有有效的可出质权利（{right}）；应为经营权，公共数据可约定为使用权",
        "H4: {holder} has no effective right to pledge ({right}) under {code}; it is the right to operate, or to use "
        "where public data are pledged so",
        "Civil Code 440",
    ),
    "H5CertificateFrozen": S("H5：{code} 已被查封或管制", "H5: {code} is frozen", "23"),
    "H6DisputeNotAcknowledged": S(
        "H6：{code} 存在争议，质权人未予确认知悉",
        "H6: {code} is disputed, and the pledgee did not acknowledge it",
        "29",
    ),
    "H7ExclusivePledgeBefore": S(
        "H7：{code} 上已有排他质押 {before}，其质权人未同意后顺位质押",
        "H7: the exclusive pledge {before} stands on {code}, and its pledgee did not consent to one behind it",
        "Civil Code 414",
    ),
    "H8RecordMismatch": S("H8：{code} 与国家系统记录不一致", "H8: {code} differs from the national record", "27"),
    "H8UncheckedNotAcknowledged": S(
        "H8：{code} 未与国家系统核对，质权人未予确认知悉",
        "H8: {code} was not compared with the national record, and the pledgee did not acknowledge that",
        "27",
    ),
    "H9RegistrarNotActive": S(
        "H9：{code} 的登记机构 {registrar} 当前未获认可，质权人未予确认知悉",
        "H9: {registrar}, the registrar of {code}, is not active, and the pledgee did not acknowledge that",
        "13",
    ),
    "H10MaturityAfterExpiry": S(
        "H10：到期日 {maturity} 晚于 {code} 的有效期 {expires_at}，且未约定续期",
        "H10: the maturity {maturity} is after the end of {code} ({expires_at}), and no renewal was agreed",
        "36",
    ),
    "CallerIsNotCertificateRegistry": S("{caller} 不是凭证登记合约", "{caller} is not the registry of certificates"),
    "CallerIsNotAuthorizationRegistry": S(
        "{caller} 不是授权登记合约", "{caller} is not the registry of authorisations"
    ),
    "PledgeUnknown": S("质押 {id} 不存在", "there is no pledge {id}"),
    "PledgeAlreadyOffered": S("质押 {id} 已提出", "the pledge {id} was offered already"),
    "PledgeInState": S("质押 {id} 当前状态为 {state}", "the pledge {id} is {state}"),
    "PledgeOfAnother": S(
        "质押 {id} 的质权人为 {pledgee}，不是 {caller}", "the pledgee of {id} is {pledgee}, not {caller}"
    ),
    "PledgeIsSuspended": S("质押 {id} 已被有权机关中止", "an authority suspended the pledge {id}", "23"),
    "TermsUnsound": S(
        "质押条款第 {field} 项不成立或缺失", "term {field} of the pledge is unsound or missing", "Civil Code 427"
    ),
    "UnitsOutOfBounds": S("权利单元数 {units} 不在 1 至 8 之间，或与所附数目不符", "{units} right units do not fit"),
    "UnitOfAnotherHolder": S(
        "{code} 下的权利属于 {holder}，不是出质人", "the right under {code} is {holder}'s, not the pledgor's"
    ),
    "UnitTwice": S("{code} 下的同一权利列了两次", "the same right under {code} is named twice"),
    "UnitNotUnderPledge": S(
        "质押 {id} 第 {place} 项权利不在质押中", "no unit in force stands at place {place} of {id}"
    ),
    "LastUnit": S("质押 {id} 只剩一项权利，应整体解除", "only one unit is left under {id}; release the whole"),
    "RanksExhausted": S("{code} 的顺位号已用尽", "no further rank can be given under {code}"),
    "PledgesTooMany": S("{code} 下该权利上已有 8 项质押", "eight pledges stand on that right under {code}"),
    "RankIsReserved": S(
        "{code} 的下一顺位由 {reserved_by} 保留至 {until}",
        "the next rank under {code} is kept for {reserved_by} until {until}",
    ),
    "ReservationTooLong": S(
        "顺位保留时间 {ttl} 秒不在 7 天以内", "a rank is kept for at most 7 days, not {ttl} seconds"
    ),
    "AssentTooWeak": S(
        "出质人意思表示的证明等级为 {level}，质权人要求 {wanted}",
        "the pledgor's assent is attested at level {level}; the pledgee wants {wanted}",
    ),
    "PartyNotConcerned": S("{party} 不是质押 {id} 的当事人", "{party} is no party of {id}"),
    "ConsentMissing": S(
        "{party} 未就事项 {matter} 作出同意（质押 {id}）",
        "{party} did not consent to {matter} under {id}",
        "Civil Code 443",
    ),
    "GrantNeedsPledgeesConsent": S(
        "该授权（{matter}）须经质押 {id} 的质权人同意",
        "the grant {matter} needs the consent of the pledgee of {id}",
        "Civil Code 443-445",
    ),
    "CertificateMayNotEnd": S(
        "{code} 下尚有 {units} 项质押未获质权人同意，不得注销",
        "{code} may not end: {units} pledges under it lack their pledgee's consent",
        "37",
    ),
    "UnitEncumberedThere": S(
        "{holder} 在 {code} 下的同一权利（{right}）上已有质押",
        "pledges stand already on right {right} of {holder} under {code}",
    ),
    "CoverageShort": S(
        "质押 {id}：最高担保额 {secured} 分超过价值 {value} 分的约定比例，或有效评估不足",
        "{id}: {secured} fen secured are above the agreed ratio of {value} fen, or too few opinions stand",
        "Civil Code 433",
    ),
    "EndingNotAllowed": S("质押 {id} 当前不能以 {ending} 方式终结", "the pledge {id} cannot end so now ({ending})"),
    "NotYetDefaulted": S("质押 {id} 尚未宣告违约", "no default of {id} was declared", "Civil Code 700"),
    "RanksNotOfUnit": S("质押 {id} 不在该权利上", "the pledge {id} does not stand on that unit"),
    "FilingBeforeContract": S(
        "外部登记日 {registered_at} 早于合同日", "the filing of {registered_at} is before the contract's day"
    ),
    "StatusMissing": S("未填写外部登记状态", "the status of the filing is missing"),
    "StepNotAllowed": S(
        "质押 {id} 当前处于 {standing}，不能办理该步骤", "that step does not follow from {standing} ({id})"
    ),
    "CureStillRuns": S("补救期至 {cure_by} 届满", "there is time to cure until {cure_by}"),
    "CureDeadlinePast": S("补救期限 {cure_by} 不成立", "the deadline {cure_by} to cure does not fit"),
    "PayerUnfit": S(
        "{payer} 未在本账本登记，或即为质押 {id} 的质权人，不能作为代偿人",
        "{payer} is not registered here, or is the pledgee of {id} itself, and compensates nobody",
        "Civil Code 700",
    ),
    "ShareOutOfBounds": S(
        "代偿比例 {share_bps} 基点不成立：至多 10000；撤回时不填",
        "a share of {share_bps} basis points does not fit: 10000 at most, and none where a payment is taken back",
    ),
    "CompensationAboveSecured": S(
        "代偿合计 {sum} 分，超过质押 {id} 最高担保额 {bound} 分",
        "the payments come to {sum} fen together; {id} secures {bound} at most",
        "Civil Code 700",
    ),
    "ShareAboveSecured": S(
        "质押 {id} 历次受偿合计 {sum} 分，超过其最高担保额 {bound} 分；超出部分归后顺位质权人或出质人",
        "{id} would get {sum} fen in all and secures {bound} at most; the rest goes by rank, or to the pledgor",
        "Civil Code 420, 439",
    ),
    "CompensationNotAwaited": S(
        "质押 {id} 没有待 {payer} 签认的第 {number} 笔代偿；债权转让前确认的，受让后须重新确认",
        "no payment {number} on {id} awaits the word of {payer}; an earlier pledgee's is confirmed anew",
    ),
    "PayersShareUnsound": S(
        "归代偿人的 {to_payers} 分，超过质押 {id} 的分配额或尚未收回的代偿额",
        "{to_payers} fen for payers are more than the share of {id}, or than they paid and have not got back",
        "Civil Code 700",
    ),
    "AuthorityMissing": S("未列明文书的出具机关", "the authority whose paper it is is missing", "23"),
    "RegistrarOfAnotherCertificate": S(
        "质押 {id} 首项权利的登记机构为 {registrar}，不是 {caller}",
        "the registrar of the first unit of {id} is {registrar}, not {caller}",
    ),
    "SuspensionUnchanged": S("质押 {id} 的中止状态未变", "the pledge {id} is so already"),
    "ReleaseNotRequested": S("质押 {id} 没有待答复的解除请求", "nobody asked for the release of {id}"),
    "SharesOutOfRank": S(
        "质押 {id} 的分配第 {index} 项不符合顺位", "share {index} of {id} is out of rank", "Civil Code 414"
    ),
    "SharesDoNotAddUp": S(
        "分配合计 {sum} 分，与变价款 {proceeds} 分不符",
        "the shares add up to {sum} fen, not {proceeds}",
        "Civil Code 438",
    ),
}

VALUATIONS: Final[Mapping[str, Sentence]] = {
    "ReportMissing": S(
        "未附评估报告、假设或理由的承诺值（{id}）", "the report, its assumptions or the reason is missing ({id})"
    ),
    "CertificateNotEffective": S("{id} 在 {moment} 不在有效期内", "{id} has no effect at {moment}", "26"),
    "HolderUnknown": S("{holder} 在 {id} 下没有权利", "{holder} holds nothing under {id}", "21"),
    "ValuerAffiliated": S(
        "评估机构 {valuer} 与 {party} 属同一关联组 {group}",
        "the valuer {valuer} and {party} are of one group ({group})",
    ),
    "VersionNotCurrent": S(
        "{id} 现行版本为 {current}，不是 {version}", "the version of {id} is {current}, not {version}"
    ),
    "MethodsUnknown": S("评估方法 {methods} 不存在", "there are no methods {methods}"),
    "ValueMissing": S("{id} 的评估缺少价值或目的", "value or purpose is missing for {id}"),
    "CurrencyNotSupported": S("币种 {currency} 不受支持，应为 CNY", "the currency {currency} is not CNY"),
    "ValidityUnsound": S(
        "基准日 {base_date} 与有效期 {valid_until} 不成立", "base date {base_date} and end {valid_until} do not fit"
    ),
    "OpinionsTooMany": S("{id} 已有 16 份有效评估", "sixteen opinions stand for {id}"),
    "OpinionUnknown": S(
        "{valuer} 对 {id} 没有该目的（{purpose}）的评估", "{valuer} has no such opinion ({purpose}) on {id}"
    ),
}

LIFE: Final[Mapping[str, Sentence]] = {
    "RegimeOfAnotherCode": S("登记规则 {regime} 不适用于证书 {id}", "the regime {regime} does not fit the code {id}"),
    "CertificateNotEffective": S("证书 {id} 不在有效期内", "the certificate {id} is not effective", "36"),
    "CertificateFrozen": S(
        "证书 {id} 已被查封或管控，不得办理此事项", "the certificate {id} is frozen; this is not done meanwhile", "23"
    ),
    "ProceedingAlreadyOpen": S(
        "证书 {id} 已有同类事项在办", "a proceeding of this kind is open on the certificate {id}", "33"
    ),
    "ProceedingOpen": S(
        "证书 {id} 已有同类事项在办", "a proceeding of this kind is open on the certificate {id}", "33"
    ),
    "ProceedingNotOpen": S(
        "证书 {id} 没有此类在办事项", "no proceeding of this kind is open on the certificate {id}", "33"
    ),
    "ProceedingNotInState": S(
        "证书 {id} 的事项处于“{actual}”，不能办理此步骤",
        "the proceeding on {id} is {actual}; this step does not follow",
    ),
    "HolderHasNoUnit": S("{holder} 在证书 {id} 下没有权利", "{holder} holds nothing under the certificate {id}", "33"),
    "RightNotHeld": S("{holder} 不持有该项权利", "{holder} does not hold this right", "34"),
    "RightsUnknown": S("权利取值 {rights} 无效", "{rights} names no rights", "3"),
    "PartyMayNotAgree": S("{party} 不是该事项的当事人", "{party} is no party of this proceeding", "34"),
    "PartyAgreedAlready": S("{party} 已经同意", "{party} agreed already", "34"),
    "PartyIsNotIn": S(
        "{party} 未提出或同意该事项，也无须其同意", "{party} neither filed nor agreed, nor is it asked to agree", "33"
    ),
    "HolderDidNotAgree": S("现权利人 {holder} 尚未同意注销", "{holder}, who holds now, did not agree", "37"),
    "HoldersNotNamed": S(
        "须列明全部现权利人：{held} 个，已列 {given} 个", "every holder is named: {held}, not {given}", "37"
    ),
    "TermsDiffer": S("办理内容与申请不一致", "these are not the terms that were applied for", "33"),
    "EvidencedInFuture": S("存证时间晚于当前区块", "the evidencing lies in the future", "26"),
    "EvidencedBeforeFiling": S("存证时间早于申请", "it was evidenced before it was applied for", "26"),
    "PartyMayNotHold": S("{party} 不得作为权利人登记", "{party} may not be entered as a holder", "15"),
    "ReceiverIsHolder": S("受让方与转让方为同一主体", "the receiver is the holder itself", "34"),
    "RestatementDiffers": S(
        "变更后的内容与申请书所载摘要不符", "what shall stand there is not what the terms are the digest of", "35"
    ),
    "RestatementWithoutPaper": S(
        "未载明变更后内容的文书", "the paper that says what shall stand there is missing", "35"
    ),
    "NameWithoutCommitment": S("公开的数据名称缺少承诺值", "a name in clear has no commitment beside it", "19"),
    "SpanReversed": S("时间范围起止颠倒或缺少止期", "the time span ends before it begins, or has no end", "19"),
    "ChangeIsEmpty": S("变更前后内容相同或未填写", "nothing changes, or it is not said what", "35"),
    "ChangeOfPerson": S(
        "变更不得改变权利主体：{holder} → {other}", "a change is of the same person, not from {holder} to {other}", "35"
    ),
    "OutsideRenewalWindow": S(
        "不在续期申请期内（{opens_at} 至 {closes_at}）", "renewals are filed from {opens_at} to {closes_at}", "36"
    ),
    "NoticeMissing": S(
        "依职权注销须先书面通知并载明期限", "of its own motion the registrar gives written notice with a last day", "37"
    ),
    "TermOutOfPlace": S("此类事项不应填写 {field}", "{field} has no place in this procedure"),
    "LevelUnknown": S("等级取值 {level} 无效", "the level {level} is unknown"),
    "PartyHoldsAlready": S(
        "{party} 在该证书下已有权利", "{party} holds something under this certificate already", "35"
    ),
    "UnitsNotHeld": S("{holder} 不持有这些权利", "{holder} does not hold these rights", "34"),
    "HoldersIncomplete": S("续期应列明全部 {held} 名权利人", "a renewal names all {held} holders", "36"),
    "HoldersNotAscending": S("权利人未按升序排列", "the holders are not in ascending order"),
    "StepUnknown": S("没有这种步骤", "there is no such step"),
    "RelatedToItself": S("证书不能与自身建立关系", "a certificate is not related to itself"),
    "FieldsContradict": S("比对结论与不一致字段相互矛盾", "the fields that differ contradict the result", "27"),
    "TooManyDisputes": S(
        "证书 {id} 的异议数已达上限", "the certificate {id} has as many disputes as there may be", "29"
    ),
    "DisputeUnknown": S("没有第 {number} 号登记后异议", "there is no dispute number {number}", "29"),
    "DisputeNotOpen": S("第 {number} 号异议已经办结", "the dispute number {number} is closed", "29"),
    "MaterialNotComplete": S(
        "第 {number} 号异议的材料尚未齐全", "the material of dispute {number} is not complete", "29"
    ),
    "OutcomeUnknown": S("该结论无效", "this is no outcome of a dispute", "29"),
    "ObjectorIsAnother": S("第 {number} 号异议由他人提出", "somebody else filed the dispute number {number}", "29"),
    "SuccessorIsItself": S("{org} 不能承接自身", "{org} cannot succeed itself", "13"),
    "AlreadySucceeded": S("{org} 已由 {successor} 承接", "{org} was succeeded by {successor}", "13"),
    "SuccessorNotAccredited": S(
        "承接机构 {successor} 未获登记机构资格", "{successor} is no accredited registrar", "13"
    ),
    "SuccessionsTooMany": S("{org} 之前的承接次数过多", "too many successions lead to {org}", "13"),
    "SuccessionDocumentMissing": S("未提交承接文书", "the paper of the succession is missing", "13"),
}

BUILT_IN: Final[Mapping[str, Sentence]] = {
    "FailedCall": S("被调用的合约失败且未说明原因", "the contract that was called failed without saying why"),
    "AddressEmptyCode": S("{target} 不是合约", "{target} is no contract"),
    "InsufficientBalance": S("合约余额不足", "the contract's balance does not suffice"),
}
"""Errors of OpenZeppelin's that can reach a caller. Their arguments are told in `reverts.py`."""

CIRCULATION: Final[Mapping[str, Sentence]] = {
    "TypeMissing": S("未说明事件类型", "the type of event is missing"),
    "MomentsDiffer": S(
        "使用时点 {moment} 与事件发生时点 {occurred_at} 不一致",
        "the use is of {moment}, and the event of {occurred_at}",
    ),
    "GradeUnknown": S("没有第 {grade} 级数据分级", "there is no grade {grade}", "20"),
    "VisibilityUnknown": S("没有第 {visibility} 种可见范围", "there is no visibility {visibility}"),
    "CounterpartyIsActor": S("{actor} 不能同时为行为人与相对方", "{actor} cannot be both sides of one event"),
    "CounterpartyMissing": S("{what} 事件须说明相对方", "an event {what} names its other side"),
    "ContentMissing": S("{what} 事件须附交付内容的摘要", "an event {what} names the digest of what was handed over"),
    "ParentsMissing": S("{what} 事件须列明上游数据", "an event {what} names what it was made of"),
    "TooManyParents": S("上游 {parents} 项，超过 16 项", "{parents} parents are more than the 16 allowed"),
    "ParentWithoutContract": S(
        "上游{index}未在本账本登记，须附其合同摘要",
        "the parent {index} is not registered here; the digest of its contract is needed",
    ),
    "CorrectionOfNothing": S("第 {seq} 号不是可更正的报告", "event {seq} is no report that can be corrected"),
    "CorrectionByAnother": S(
        "第 {seq} 号报告由他人作出，不能更正", "event {seq} was told by another; it is not theirs to correct"
    ),
    "TraceFull": S("该轨迹的事件数已达上限", "no further event can be numbered in this trace"),
    "EventUnknown": S("轨迹中没有第 {seq} 号报告", "the trace has no report {seq}"),
    "ReceiptDiffers": S(
        "所述与第 {seq} 号事件的记录不符", "what is said of event {seq} is not what is on record of it"
    ),
    "CounterpartyNotNamed": S("第 {seq} 号事件没有相对方", "event {seq} names no other side"),
    "EventAlreadyAnswered": S("第 {seq} 号事件已有答复：{answer}", "event {seq} is answered already: {answer}"),
    "ReasonMissing": S("提出异议须说明理由", "a dispute needs its reason"),
    "LevelNotRaised": S(
        "证明等级 {level} 未高于现有等级 {standing}，或不在 3 至 5 之间",
        "level {level} is not above {standing}, or not one of 3 to 5",
    ),
    "ConfirmedByParty": S("{caller} 为该事件当事人，不得确认", "{caller} is a side of the event and cannot confirm it"),
    "BatchAlreadyAnchored": S("该批次已存证", "this batch is on record already"),
    "TotalsMissing": S("未列明各授权的合计", "no total of a grant is given"),
    "TooManyTotals": S("合计 {totals} 项，超过 32 项", "{totals} totals are more than the 32 allowed"),
    "TotalsNotInOrder": S("第 {index} 项合计未按授权编号升序排列", "the total {index} is not in the order of grants"),
    "SpanReversed": S("起止时点颠倒", "the span ends before it begins"),
}

ESTATES: Final[Mapping[str, Sentence]] = {
    "RegistrarUnknown": S("{org} 从未被认可为登记机构", "{org} was never accredited as a registrar"),
    "EntriesDiffer": S(
        "所附条目与凭证 {id} 的历史头不符", "these are not the entries that the head of certificate {id} binds"
    ),
    "LogDiffers": S("所附日志不是凭证 {id} 的发证日志", "this is not the log by which certificate {id} was issued"),
    "HoldersNotCounted": S(
        "凭证 {id} 由早期合约签发，尚未核计权利人数；请执行 ledger upgrade",
        "the holders of {id}, issued by earlier contracts, are not counted yet; run `ledger upgrade`",
    ),
}

SENTENCES: Final[Mapping[str, Sentence]] = {
    **ADMISSION,
    **DESK,
    **PLEDGES,
    **VALUATIONS,
    **CERTIFICATES,
    **OBJECTIONS,
    **CIRCULATION,
    **ASSENTS,
    **LIFE,
    **ORGANISATIONS,
    **GOVERNED,
    **GRANTS,
    **ESTATES,
    **BUILT_IN,
}
