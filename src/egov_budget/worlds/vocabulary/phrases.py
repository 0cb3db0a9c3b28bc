"""What a project is made of: operations on things ("ثبت مدارک"), its components.

A line of either table: ``word | synonym | English``.
"""

OPERATIONS = """
ثبت | درج | record
بررسی | واکاوی | review
تایید | تصویب | approve
پالایش | پاک‌سازی | cleanse
تبادل | ردوبدل | exchange
بایگانی | نگهداشت | archive
جستجوی | یافتن | search
چاپ | صدور نسخه | print
ارسال | فرستادن | send
دریافت | گرفتن | receive
رمزگذاری | رمزنگاری | encrypt
مقایسه | تطبیق | compare
محاسبه | برآورد | calculate
نمایش | دیداری‌سازی | display
زمان‌بندی | تقویم | schedule
اولویت‌بندی | اولویت‌دهی | prioritise
دسته‌بندی | طبقه‌بندی | classify
ویرایش | اصلاح | edit
پیگیری | دنبال‌کردن | follow up
ابلاغ | اعلام | notify
امضای | مهر | sign
نمونه‌گیری | آمارگیری | sample
ترجمه | برگردان | translate
تجمیع | ادغام | merge
تفکیک | جداسازی | separate
پشتیبانی | یاری | support
خوانش خودکار | نویسه‌خوانی | scan
بارگذاری | آپلود | upload
انتشار | نشر عمومی | publish
همگام‌سازی | بروزرسانی | synchronise
حذف | امحای | delete
تحویل | واگذاری | hand over
قیمت‌گذاری | تعیین بهای | price
ارجاع | هدایت | refer
آزمون | تست | test
شبیه‌سازی | مدل‌سازی | simulate
"""

THINGS = """
مدارک | اسناد هویتی | documents
پرونده‌ها | سوابق | case files
فیش واریزی | رسید بانکی | payment slips
تصاویر پهپادی | عکس هوایی | drone images
تخلفات | موارد خلاف | violations
مهلت‌ها | سررسیدها | deadlines
بدهی‌ها | مطالبات | debts
نشانی‌ها | آدرس‌ها | addresses
قراردادها | توافق‌ها | contracts
آمار ماهانه | ارقام ماه | monthly figures
پیامک‌ها | پیام کوتاه | text messages
بازخوردها | نظرات | feedback
اعتراض‌ها | واخواهی‌ها | objections
جلسات | نشست‌ها | meetings
صورت‌حساب‌ها | فاکتورها | invoices
نقشه‌ها | کروکی‌ها | maps
حسگرها | سنسورها | sensors
هزینه‌ها | مخارج | expenses
درآمدها | عواید | revenues
امضاها | دستینه‌ها | signatures
گذرواژه‌ها | رمزها | passwords
دستورالعمل‌ها | شیوه‌نامه‌ها | guidelines
شاخص‌ها | سنجه‌ها | indicators
نمودارها | گراف‌ها | charts
فهرست انتظار | صف نوبت | waiting list
سهمیه‌ها | کوتاها | quotas
تعرفه‌ها | نرخ‌ها | tariffs
گواهی‌ها | تاییدیه‌ها | certificates
شناسه‌ها | کدها | identifiers
نسخه‌های قدیمی | ویرایش‌های پیشین | old versions
دوربین‌ها | تصویربردارها | cameras
پیمانکاران | مجریان | contractors
کارشناسان | خبرگان | experts
بازدیدها | سرکشی‌ها | visits
کالاها | اجناس | goods
انبارها | مخازن | warehouses
گروه‌های هدف | جامعه مخاطب | target groups
مراحل | گام‌ها | stages
رخدادها | وقایع | incidents
هشدارها | اخطارها | alerts
دلایل رد | علل مخالفت | reasons of refusal
نتایج | یافته‌ها | results
امتیازها | نمره‌ها | points
پرسش‌ها | سوالات | questions
پاسخ‌ها | جواب‌ها | answers
فرم‌ها | کاربرگ‌ها | forms
قوانین | مقررات | laws
مصوبات | تصمیمات | resolutions
ضمانت‌نامه‌ها | تضمین‌ها | guarantees
وثیقه‌ها | رهن‌ها | collateral
اقساط | پرداخت‌های دوره‌ای | instalments
جریمه‌ها | خلافی‌ها | fines
تخفیف‌ها | معافیت‌ها | discounts
یارانه‌ها | کمک‌های نقدی | subsidies
کارت‌ها | بطاقه‌ها | cards
دستگاه‌ها | تجهیزات | devices
قطعات | لوازم | parts
نرم‌افزارها | برنامه‌ها | software
داده‌های مکانی | اطلاعات جغرافیایی | spatial data
داده‌های تاریخی | سوابق زمانی | historical data
گزارش‌های مردمی | خبرهای شهروندی | citizen reports
شبکه‌های اجتماعی | رسانه‌های جمعی | social media
تماس‌ها | مکالمات | calls
ویدئوها | فیلم‌ها | videos
اثر انگشت | مشخصه زیستی | fingerprints
چهره | صورت افراد | faces
صدا | گفتار | voice
متن نامه‌ها | محتوای مکاتبات | letters
پیش‌نویس‌ها | متون اولیه | drafts
مناقصه‌ها | رقابت‌ها | tenders
پیشنهادها | ایده‌ها | proposals
برنامه‌های سالانه | طرح‌های سال | annual plans
اهداف | مقاصد | targets
ریسک‌ها | خطرها | risks
خسارت‌ها | زیان‌ها | damages
بیمه‌نامه‌ها | پوشش‌ها | policies
مالکیت‌ها | تملک‌ها | ownerships
نقل و انتقال | جابجایی | transfers
مجوزها | پروانه‌ها | permits
استانداردها | معیارها | norms
برچسب‌ها | نشانه‌ها | labels
بارکدها | رمزینه‌ها | barcodes
تراکنش‌ها | داد و ستدها | transactions
حساب‌ها | دفاتر | accounts
مانده‌ها | باقیمانده‌ها | balances
مغایرت‌ها | اختلاف‌ها | discrepancies
ترددها | رفت و آمد | movements
حضور افراد | تعداد حاضران | attendances
نوبت‌ها | وقت‌ها | slots
ظرفیت‌ها | گنجایش‌ها | capacities
منابع | دارایی‌ها | resources
مصرف‌ها | برداشت‌ها | consumptions
پیوست‌ها | ضمایم | attachments
یادآورها | تذکرها | reminders
گره‌های اداری | گلوگاه‌ها | bottlenecks
شعبه‌ها | نمایندگی‌ها | branches
تفاهم‌نامه‌ها | سندهای همکاری | memoranda
محصولات | فرآورده‌ها | products
ترازنامه‌ها | صورت‌های مالی | balance sheets
دوره‌ها | کلاس‌ها | courses
تقویم‌ها | سالنماها | calendars
مهارت‌ها | توانایی‌ها | skills
شغل‌ها | مشاغل | occupations
واحدهای تابعه | ادارات زیرمجموعه | subordinate units
شواهد | ادله | evidence
شروط | قیدها | conditions
نیازها | احتیاجات | needs
اولویت‌ها | تقدم‌ها | priorities
مشترکان | آبونه‌ها | subscribers
خطاها | ایرادها | errors
برآوردها | تخمین‌ها | estimates
مراجعات | رجوع‌ها | enquiries
تعمیرات | سرویس‌ها | repairs
گارانتی‌ها | تضمین کیفیت | warranties
حملات سایبری | نفوذها | cyber attacks
آسیب‌پذیری‌ها | رخنه‌ها | weaknesses
نسخه‌های پشتیبان | رونوشت‌ها | backups
دسترسی‌ها | مجوز کاربران | access rights
کاربران مهمان | بازدیدکنندگان | guests
واسط‌های برنامه | ای‌پی‌آی | interfaces
"""
