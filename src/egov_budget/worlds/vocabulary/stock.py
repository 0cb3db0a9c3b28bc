"""What pads a request: its goal, and the sentences that could stand in any of them.

A line of ``GOALS``: ``goal | the same in other words | English``. Two lines of
``BOILERPLATE``: Persian, then English.
"""

GOALS = """
کاهش زمان انتظار | کوتاه‌شدن نوبت‌ها | shorter waiting times
حذف مراجعه حضوری | بی‌نیازی از رفت‌وآمد | no more visits in person
شفافیت فرایندها | روشنی روندها | transparent procedures
مقابله با فساد | پیشگیری از سوءاستفاده | fighting corruption
صرفه‌جویی در هزینه | کاستن از مخارج | lower costs
افزایش رضایت مردم | خشنودی مراجعان | satisfied citizens
عدالت در دسترسی | برابری فرصت | equal access
حذف کاغذ | اداره بدون کاغذ | paperless offices
تصمیم‌گیری مبتنی بر داده | مدیریت داده‌محور | decisions based on data
افزایش ایمنی | کاهش خطر | greater safety
تسهیل کسب‌وکار | روان‌سازی فعالیت اقتصادی | ease of doing business
جلوگیری از تقلب | سد راه جعل | prevention of fraud
پوشش مناطق دورافتاده | رسیدن به نقاط محروم | reaching remote areas
یکسان‌سازی رویه‌ها | هماهنگی روش‌ها | uniform procedures
پاسخگویی شبانه‌روزی | خدمت بی‌وقفه | service around the clock
کاهش خطای انسانی | دقت بیشتر | fewer human errors
تقویت نظارت | کنترل بهتر | stronger oversight
حفظ حریم شخصی | صیانت از اطلاعات افراد | protection of privacy
توسعه پایدار | رشد متوازن | sustainable development
رقابت‌پذیری | توان رقابت | competitiveness
اشتغال جوانان | کارآفرینی | jobs for the young
تاب‌آوری خدمات | پایداری در بحران | resilient services
کاهش آلودگی | هوای پاک | less pollution
ارتقای سلامت | بهبود تندرستی | better health
"""

BOILERPLATE = """
طرح مطابق چارچوب ملی تعامل‌پذیری اجرا و به گذرگاه خدمت دولت متصل می‌شود
The project follows the national interoperability framework and connects to the government service bus
میزبانی در مرکز داده دستگاه با رعایت الزامات افتا انجام می‌گیرد
It is hosted in the agency's data centre under the national security requirements
زیرساخت بر پایه ریزخدمت و ظروف نرم‌افزاری طراحی شده است
The architecture is built on microservices and containers
آموزش کاربران و استقرار در همه استان‌ها در مدت هجده ماه پیش‌بینی شده است
Training of users and roll-out in all provinces are planned within eighteen months
پشتیبانی سه‌ساله و انتقال دانش فنی بر عهده پیمانکار است
Three years of support and transfer of knowledge are the contractor's duty
نسخه همراه برای گوشی‌های اندروید و آی‌اواس نیز تولید می‌شود
A mobile version for Android and iOS phones is also developed
طرح در راستای برنامه ششم توسعه و سیاست‌های کلی نظام اداری است
The project serves the sixth development plan and the general administrative policies
همه خدمات از پنجره ملی خدمات دولت هوشمند در دسترس قرار می‌گیرد
All services become available through the national single window
مستندات فنی و کد منبع به دستگاه تحویل می‌شود
Technical documents and source code are handed to the agency
تجهیزات سخت‌افزاری شامل رایانه و ذخیره‌ساز و تجهیزات شبکه تامین می‌شود
Hardware such as computers, storage and network equipment is procured
پیاده‌سازی با مشارکت شرکت‌های دانش‌بنیان داخلی صورت می‌گیرد
Domestic knowledge-based firms take part in the implementation
داشبورد مدیریتی برای مدیران ارشد فراهم می‌شود
A management dashboard is provided for senior managers
"""
