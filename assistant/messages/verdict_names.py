"""What verdicts, stances and differences are called, in Chinese and English, wherever they are shown."""

VERDICTS = {
    "zh": {
        "supported": "与报告相符",
        "partly_supported": "部分与报告相符",
        "refuted": "与报告不符",
        "not_enough_info": "报告没有说",
        "not_checkable": "无法核查",
    },
    "en": {
        "supported": "Supported",
        "partly_supported": "Partly supported",
        "refuted": "Refuted",
        "not_enough_info": "Not in the reports",
        "not_checkable": "Not checkable",
    },
}
STANCES = {
    "zh": {"supports": "支持", "refutes": "相反", "related": "相关", "": "出处"},
    "en": {"supports": "Supports", "refutes": "Refutes", "related": "Related", "": "Source"},
}
MISMATCHES = {
    "zh": {
        "value": "数值",
        "unit": "单位",
        "direction": "增减方向",
        "period": "时间",
        "region": "地区",
        "subject": "所说的事",
        "negation": "肯定或否定",
        "target_vs_outcome": "目标还是结果",
    },
    "en": {
        "value": "value",
        "unit": "unit",
        "direction": "direction",
        "period": "period",
        "region": "region",
        "subject": "subject",
        "negation": "negation",
        "target_vs_outcome": "target or outcome",
    },
}
# Each verdict's sign, so that colour alone never tells.
SIGNS = {"supported": "✓", "partly_supported": "◐", "refuted": "✗", "not_enough_info": "?", "not_checkable": "–"}
