"""What a project does to the things it deals with, and the indicators of e-government that this raises.

Two lines a function: ``word | synonym | English | synonym``, then ``produces | category | first
indicator | second indicator``. A line of ``PLATFORMS``: ``word | synonym | English | synonym``.
"""

INDICATORS = (
    ("user-centred", "کاربرمحوری", 25),
    ("transparent", "شفافیت و پاسخگویی", 20),
    ("integrated", "یکپارچگی و تبادل داده", 20),
    ("smart", "هوشمندی", 15),
    ("trusted", "امنیت و اعتماد", 12),
    ("participatory", "مشارکت مردم", 8),
)

CATEGORIES = ("online services", "data exchange", "analytics", "security", "infrastructure", "skills")

DATA_EXCHANGE = "یکپارچه‌سازی داده"

FUNCTIONS = """
صدور مجوز | اعطای پروانه | licensing | permit granting
مجوز | online services | user-centred | transparent
تمدید | تجدید اعتبار | renewal | extension
مجوز تمدیدشده | online services | user-centred | smart
ثبت درخواست | پذیرش تقاضا | application | request intake
رسید درخواست | online services | user-centred | trusted
نوبت‌دهی | رزرو زمان | appointment booking | time reservation
نوبت | online services | user-centred | participatory
استعلام | پرس‌وجوی برخط | inquiry | online lookup
پاسخ استعلام | data exchange | integrated | user-centred
پرداخت | تسویه وجه | payment | settlement
رسید پرداخت | online services | user-centred | trusted
پایش | رصد لحظه‌ای | monitoring | live tracking
گزارش پایش | analytics | smart | transparent
نظارت میدانی | کنترل حضوری | field supervision | on-site control
برگه نظارت | analytics | transparent | smart
بازرسی | ممیزی | inspection | audit visit
گزارش بازرسی | analytics | transparent | trusted
ارزیابی | سنجش | assessment | appraisal
کارنامه | analytics | transparent | smart
رتبه‌بندی | درجه‌بندی | rating | grading
رتبه | analytics | transparent | participatory
پیش‌بینی | برآورد آینده | forecasting | projection
پیش‌بینی | analytics | smart | integrated
تحلیل داده | داده‌کاوی | data analytics | data mining
داشبورد | analytics | smart | integrated
یکپارچه‌سازی داده | تبادل اطلاعات | data integration | information exchange
سرویس داده | data exchange | integrated | trusted
اعتبارسنجی | راستی‌آزمایی | verification | validation
گواهی صحت | data exchange | trusted | integrated
رهگیری | ردیابی | tracing | tracking
شناسه رهگیری | data exchange | transparent | integrated
نقشه مکانی | اطلس جغرافیایی | mapping | spatial atlas
نقشه | analytics | smart | user-centred
بایگانی دیجیتال | آرشیو الکترونیک | digital archiving | electronic filing
نسخه دیجیتال | infrastructure | integrated | trusted
رسیدگی به شکایات | پاسخ به اعتراض | complaint handling | grievance response
پاسخ شکایت | online services | participatory | transparent
اطلاع‌رسانی | آگهی عمومی | notification | public notice
اطلاعیه | online services | user-centred | participatory
هشدار زودهنگام | اعلان خطر | early warning | alerting
هشدار | analytics | smart | user-centred
مشاوره برخط | راهنمایی مجازی | online advice | virtual guidance
پاسخ مشاوره | online services | user-centred | participatory
آموزش از راه دور | یادگیری مجازی | distance learning | online training
گواهی دوره | skills | participatory | user-centred
نظرسنجی | گردآوری بازخورد | opinion survey | feedback collection
نتایج نظرسنجی | skills | participatory | transparent
تخصیص | سهمیه‌بندی | allocation | quota setting
سهمیه | online services | transparent | smart
توزیع | پخش | distribution | delivery
حواله | infrastructure | transparent | integrated
خرید برخط | تدارک کالا | purchasing | online procurement
سفارش | infrastructure | transparent | integrated
مدیریت قرارداد | راهبری پیمان | contract management | agreement control
قرارداد | infrastructure | transparent | integrated
برنامه‌ریزی | زمان‌بندی | planning | scheduling
برنامه | analytics | smart | integrated
گزارش‌دهی | انتشار گزارش | reporting | statistics release
گزارش | analytics | transparent | participatory
حسابرسی | بررسی دفاتر | auditing | books review
گزارش حسابرسی | analytics | transparent | trusted
کنترل کیفیت | تضمین کیفیت | quality control | quality assurance
گواهی کیفیت | analytics | trusted | transparent
شناسه‌گذاری | کددهی یکتا | unique coding | identifier issuing
شناسه یکتا | data exchange | integrated | trusted
احراز صلاحیت | تایید شایستگی | qualification | competence approval
تاییدیه | online services | trusted | user-centred
اعطای تسهیلات | پرداخت وام | loan granting | credit facility
تسهیلات | online services | user-centred | transparent
جبران خسارت | پرداخت غرامت | compensation | damage relief
غرامت | online services | user-centred | transparent
کنترل دسترسی | مدیریت مجوز ورود | access control | entry rights
مجوز دسترسی | security | trusted | integrated
پشتیبان‌گیری | نسخه‌برداری امن | backup | secure copying
نسخه پشتیبان | security | trusted | integrated
کشف تقلب | شناسایی تخلف | fraud detection | abuse discovery
پرونده تخلف | security | trusted | smart
نگهداری | تعمیرات پیشگیرانه | maintenance | preventive repair
برگه سرویس | infrastructure | smart | integrated
"""

PLATFORMS = """
سامانه | سیستم | system | information system
سامانه جامع | نرم‌افزار جامع | integrated system | comprehensive software
سکوی ملی | پلتفرم ملی | national platform | country-wide platform
درگاه | پرتال | portal | web portal
سامانه هوشمند | سیستم هوشمند | smart system | intelligent software
کارپوشه | میز کار مجازی | e-folder | online desk
پایگاه داده | بانک اطلاعات | database | data bank
برنامک همراه | اپلیکیشن موبایل | mobile app | phone application
داشبورد | پیشخوان مدیریتی | dashboard | management panel
زیرساخت | بستر | infrastructure | backbone
"""

UMBRELLA = """
برنامه جامع تحول دیجیتال | طرح فراگیر هوشمندسازی | digital transformation programme | umbrella programme
"""

OFFERED = (  # channels that go together
    ("درگاه وب",),
    ("درگاه وب", "برنامک همراه"),
    ("درگاه وب", "دفاتر پیشخوان"),
    ("برنامک همراه", "پیام کوتاه"),
    ("درگاه وب", "مراجعه حضوری", "تماس تلفنی"),
    ("درگاه وب", "برنامک همراه", "پیام کوتاه"),
    ("دفاتر پیشخوان", "مراجعه حضوری"),
    ("درگاه وب", "تماس تلفنی"),
)
