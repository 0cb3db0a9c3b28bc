"""Two lists of projects, as an office would keep them: in English and in Persian."""

from __future__ import annotations

import pandas as pd

ENGLISH = pd.DataFrame(
    [
        (
            "Sign-in platform for the insured",
            "Health",
            "Insurance card",
            "One account for every service",
            120,
        ),
        ("Sign-in platform for taxpayers", "Finance", "Tax return", "One account for every service", 140),
        ("Data exchange with banks", "Finance", "Tax return", "Citizens type nothing twice", 200),
        ("Online insurance card", "Health", "Insurance card", "Families order the card in a portal", 90),
        ("Renewal of the ledger", "Finance", "", "Financial accounting of the ministry", 250),
    ],
    columns=["Project", "Ministry", "Service", "What it does", "Budget (million)"],
)
PERSIAN = pd.DataFrame(
    [
        ("۱", "سامانه ورود یکپارچه بیمه‌شدگان", "وزارت بهداشت", "کارت بیمه", "یک حساب برای همه خدمات", "۱۲۰"),
        (
            "۲",
            "سامانه ورود یکپارچه مؤدیان",
            "وزارت اقتصاد",
            "اظهارنامه مالیاتی",
            "یک حساب برای همه خدمات",
            "۱۴۰",
        ),
        (
            "۳",
            "تبادل داده با بانک‌ها",
            "وزارت اقتصاد",
            "اظهارنامه مالیاتی",
            "هیچ مدرکی دو بار گرفته نمی‌شود",
            "۲۰۰",
        ),
        (
            "۴",
            "صدور برخط کارت بیمه",
            "وزارت بهداشت",
            "کارت بیمه",
            "خانواده‌ها کارت را در درگاه سفارش می‌دهند",
            "۹۰",
        ),
        ("۵", "نوسازی دفتر کل", "وزارت اقتصاد", "", "حسابداری مالی وزارتخانه", "۲۵۰"),
    ],
    columns=["کد", "عنوان", "دستگاه", "خدمت", "شرح", "بودجه (میلیون)"],
)
LISTS = {"en": ENGLISH, "fa": PERSIAN}
COST = {"en": "Budget (million)", "fa": "بودجه (میلیون)"}
