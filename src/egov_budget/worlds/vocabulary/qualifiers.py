"""What narrows a project down: beneficiaries, circumstances and provinces; and the given names of systems.

A line of ``QUALIFIERS``: ``Persian | English``.
"""

QUALIFIERS = """
روستایی | rural
شهری | urban
استانی | provincial
مرزی | border
دولتی | public-sector
خصوصی | private-sector
تعاونی | cooperative
صنعتی | industrial
صنفی | trade-guild
صادراتی | export
وارداتی | import
فصلی | seasonal
موقت | temporary
دائمی | permanent
کوچک‌مقیاس | small-scale
بزرگ‌مقیاس | large-scale
عشایری | nomadic
ساحلی | coastal
کوهستانی | mountain
کویری | desert
جزیره‌ای | island
مناطق آزاد | free-zone
مناطق محروم | deprived-area
مناطق سیل‌زده | flood-hit
پایتخت | capital-city
کلان‌شهرها | metropolitan
شهرهای نو | new-town
حاشیه شهرها | suburban
نوبنیاد | start-up
دانش‌بنیان | knowledge-based
خانگی | home-based
بانوان | women's
نوجوانان | youth
سالمندان | elderly
ایثارگران | veterans'
اتباع خارجی | foreign-national
پناهندگان | refugee
ایرانیان خارج از کشور | expatriate
کم‌توانان | disabled
خانوارهای پرجمعیت | large-family
بین‌المللی | international
منطقه‌ای | regional
ترانزیتی | transit
دریایی | maritime
اضطراری | emergency
شبانه | night-time
نوروزی | new-year
اربعین | pilgrimage
عمومی | general
تخصصی | specialist
پژوهشی | research
آزمایشی | pilot
پرخطر | high-risk
کم‌خطر | low-risk
چندزبانه | multilingual
حضوری | in-person
غیرحضوری | remote
گروهی | group
انفرادی | individual
سازمانی | corporate
پیمانی | contract-based
رسمی | official
داوطلبانه | voluntary
اجباری | compulsory
رایگان | free-of-charge
اعتباری | credit-based
معوق | overdue
فوری | urgent
دوره‌ای | periodic
راکد | dormant
تجمیعی | pooled
ویژه | special-purpose
مشترک | joint
غیرمجاز | unauthorised
واگذارشده | outsourced
نیمه‌تمام | unfinished
آذربایجان شرقی | East Azerbaijan
آذربایجان غربی | West Azerbaijan
اردبیل | Ardabil
اصفهان | Isfahan
البرز | Alborz
ایلام | Ilam
بوشهر | Bushehr
تهران | Tehran
چهارمحال و بختیاری | Chaharmahal
خراسان جنوبی | South Khorasan
خراسان رضوی | Razavi Khorasan
خراسان شمالی | North Khorasan
خوزستان | Khuzestan
زنجان | Zanjan
سمنان | Semnan
سیستان و بلوچستان | Sistan
فارس | Fars
قزوین | Qazvin
قم | Qom
کردستان | Kurdistan
کرمان | Kerman
کرمانشاه | Kermanshah
کهگیلویه و بویراحمد | Kohgiluyeh
گلستان | Golestan
گیلان | Gilan
لرستان | Lorestan
مازندران | Mazandaran
استان مرکزی | Markazi
هرمزگان | Hormozgan
همدان | Hamadan
یزد | Yazd
"""

GIVEN_NAMES = (
    "سپهر", "سیمرغ", "نسیم", "آوا", "کیان", "مهتاب", "پرواز", "رویش", "سحاب", "بامداد", "کاوش", "پارس",
    "اروند", "دماوند", "الوند", "سهند", "زاگرس", "هیرمند", "کارون", "سبلان", "آذرخش", "باران", "شکوفا",
    "همیار", "پیوند", "نگین", "رسا", "فردا", "سامان", "بهین", "توان", "امید", "آرمان", "راهبر", "پویا",
    "دانا", "آگاه", "شفاف", "نوین", "سنا", "ساجد", "صبا", "غدیر", "فجر", "نور", "شهاب", "کوثر", "ثریا",
)  # fmt: skip
