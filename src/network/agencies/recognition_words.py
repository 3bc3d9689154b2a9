"""Words that tell an organisation's kind: read from the top, the first row that stands in the name wins.

A row is a regular expression in the spelling of `recognition_text.plain` and a kind's code. What contains another
word stands above it: 歯科医師会 above 医師会, 警察 above 課. Departments are in `recognition_departments`.
"""

OFFICES = (
    (r"^その他.*(?:必要|適当|関係|認め)|長が.*認め|が必要(?:と|が)|と認め(?:る|た)", "other"),
    (
        r"^(?:上記|前各?号|(?:関係)?行政機関$|その他(?:の?(?:機関|団体|者|委員|構成員))?$)|^関係(?:行政)?(?:機関|団体|者|部署|各課)等?$",
        "other",
    ),
    (r"行政区長|区長会|自治会(?!議)|町内会|自治振興会|区会$|まちづくり協議会|地区振興会", "neighbourhood_association"),
    (r"副?(?:市区町村|市町村|市|町|村)長$|^首長$", "head_of_municipality"),
    (r"(?<![協審])議会|[市町村区]議(?!会)|常任委員", "assembly"),
    (r"消防|救急隊", "fire_department"),
)

JUSTICE = (
    (r"法務少年支援|少年鑑別|少年院", "juvenile_classification_home"),
    (r"少年サポートセンター|少年支援センター", "juvenile_support_center"),
    (r"(?:少年|青少年)(?:補導|相談|育成|愛護|指導|サポート)?(?:総合)?センター", "juvenile_guidance_center"),
    (r"(?:少年|青少年)(?:補導|指導|相談)(?:委)?員|青少年育成(?:推進|指導)員", "juvenile_guidance_volunteer"),
    (r"少年警察|少年指導委員", "juvenile_guidance_volunteer"),
    (r"警察|警部|交番|駐在所|県警|府警|道警|警視庁", "police"),
    (r"裁判所|家裁|^司法機関", "family_court"),
    (r"検察", "prosecutors_office"),
    (r"法務局|法務省", "legal_affairs_bureau"),
    (r"人権擁護(?!課|係|室)|人権専門委員", "human_rights_commissioner"),
    (r"更生保護女性|更女", "womens_association"),
    (r"保護観察", "probation_office"),
    (r"保護司", "probation_officer"),
    (r"弁護士|法テラス|司法支援センター|^司法関係", "bar_association"),
    (r"司法書士|行政書士|社会保険労務士", "legal_profession"),
    (r"被害者支援", "victim_support_center"),
)

ASSOCIATIONS = (
    (r"主任児童委員", "chief_child_commissioner"),
    (r"民児協|民協(?!働)|(?:(?<![市町村区住県])民生|児童委員).*(?:協議会|連合会|連盟|連絡会)", "commissioners_council"),
    (r"民生(?:児童)?委員|児童委員(?!会)|民生委員|^民生児童", "welfare_commissioner"),
    (r"社会福祉協議会|社協", "social_welfare_council"),
    (r"PTA|(?<![A-Z])P連|保護者(?:会|連|の?代表|$)|父母会|父母と教師", "parent_teacher_association"),
    (
        r"校長(?:連絡)?(?:協議)?(?:協|部)?会|学校長会|教頭会|養護教[諭員].*会|(?:生徒|生活|児童)指導.*会(?!議)|教育研究(?:会|協議会)",
        "principals_association",
    ),
    (
        (
            r"園長(?:連絡|部)?会|保育(?:所|園)?(?:所|園)?長会|保育士会"
            r"|(?:(?<!学童)保育(?:所|園)?|幼稚園|こども園|幼児教育)(?:等|協)?(?:連絡)?(?:協議会|協会|連盟|連合会|部会|会|研究会)$"
        ),
        "nursery_association",
    ),
    (r"歯科医師?会", "dental_association"),
    (r"医師会|医会", "medical_association"),
    (r"薬剤師|薬局", "pharmacists_association"),
    (r"訪問看護", "visiting_nurse_station"),
    (r"看護師?(?:協会|連盟)", "nursing_association"),
    (r"助産(?:師|院|所)", "midwives_association"),
    (r"(?:心理士|心理師|社会福祉士|言語聴覚士|作業療法士|保健師)(?:協)?会|福祉士協会", "psychologists_association"),
    (
        r"母子保健推進|保健推進員|保健補導員|愛育(?:委員|班)|健康推進員|食生活改善|保健協力員",
        "maternal_health_promoter",
    ),
    (
        r"母子(?:寡婦|父子)?福祉(?:会|連合会)|母子会|婦人(?:会|団体)|女性(?:の会|会|団体|連絡)|女性連",
        "womens_association",
    ),
    (r"青少年(?:健全)?育成.*(?:会|会議|協議会|連盟)(?!課)|青少年健全育成$", "youth_development_council"),
    (r"こども会|母親クラブ|母の会|(?:子育て|育児)(?:サークル|クラブ|の会)|スポーツ少年団", "parents_circle"),
    (r"里親(?:養育)?(?:包括)?支援|フォスタリング", "foster_support_center"),
    (r"里親|ファミリーホーム|養育家庭|小規模住居型", "foster_parent"),
    (r"養子縁組|養親", "adoptive_family"),
    (r"学識|有識者|教授|大学教員", "academic_expert"),
)

CENTERS = (
    (
        r"児童(?:障害者)?相談(?:所|センター)|児相|こども女性(?:障害者)?(?:相談|支援)(?:支援)?センター",
        "child_guidance_center",
    ),
    (r"児童女性相談所|福祉こどもセンター", "child_guidance_center"),
    (r"一時保護(?:所|施設)", "temporary_shelter"),
    (r"母子健康包括|世代包括|(?:子育て|妊娠).{0,4}包括支援|母子保健型", "comprehensive_maternal_center"),
    (r"こども家庭総合支援|家庭総合支援(?:拠点|センター|室)", "family_support_base"),
    (
        r"家庭児童相談|(?:こども|児童)?家庭相談(?:室|員)|(?:こども|児童)相談室|(?:こども|家庭).{0,4}相談窓口",
        "family_child_counselling_office",
    ),
    (r"児童家庭支援センター|児家セン|(?<!こども)家庭支援センター", "child_family_support_center"),
    (
        r"こども(?:家庭|総合|未来|若者|(?=相談|支援|サポート))(?:総合)?(?:相談|支援|サポート|応援)*(?:センター|ステーション)",
        "child_and_family_center",
    ),
    (r"精神保健福祉センター|こころの(?:健康)?(?:総合|相談)?センター|心の健康", "mental_health_welfare_center"),
    (
        r"(?:保健福祉|健康福祉|福祉保健|保健福祉環境|健康福祉環境)事務所|福祉保健所|広域健康福祉センター|[都道府県].{0,6}健康福祉センター",
        "prefectural_health_welfare_office",
    ),
    (r"保健所(?!管内)|厚生センター", "public_health_center"),
    (
        r"(?:地域)?(?:総合)?振興局|県民局|総合支庁|支庁|地方(?:局|事務所)|県(?:民センター|事務所)|県.*総合事務所|総合事務所.*県|地域事務所",
        "regional_bureau",
    ),
    (r"福祉事務所", "welfare_office"),
    (
        r"(?:保健|健康)(?:福祉)?(?:増進|管理|づくり|医療|総合|相談)*(?:センター|館)|福祉保健(?:総合)?センター|母子(?:健康|保健)センター|保健相談所",
        "municipal_health_center",
    ),
    (r"女性相談(?:支援)?員|婦人相談員", "womens_counsellor"),
    (r"女性(?:総合)?相談(?:支援)?(?:センター|所)|婦人相談所", "womens_consultation_center"),
    (r"婦人保護施設|女性自立支援施設|シェルター", "womens_facility"),
    (r"配偶者.*暴力|DV|男女(?:共同参画|平等).*センター|女性センター", "domestic_violence_center"),
    (r"地域包括|在宅介護支援|(?:高齢者|あんしん)(?:相談|支援|すこやか)*センター", "elderly_support_center"),
    (
        r"自立相談支援|生活困窮|(?<!就業)(?:生活|くらし)(?:自立|サポート|仕事|しごと|支援|相談)+.*(?:センター|窓口)",
        "needy_support_office",
    ),
    (r"若者支援地域協議会|若者支援協議会", "youth_support_council"),
    (r"若者(?:総合)?相談", "youth_consultation_center"),
    (r"若者サポートステーション|サポステ", "youth_support_station"),
    (r"ひきこもり", "withdrawal_support_center"),
    (r"職業安定所|ハローワーク", "employment_office"),
    (r"自立支援協議会|協議会こども部会", "self_reliance_council"),
)

WELFARE = (
    (r"医療的ケア", "medical_care_child_center"),
    (r"発達障害.*支援センター", "developmental_disorder_center"),
    (
        r"児童発達支援|児童デイ|放課後等?デイ|障害児通所|療育|(?:こども|児童)?発達(?:支援|相談)?(?:センター|教室|事業)|通園(?:施設|センター|事業)",
        "disability_day_service",
    ),
    (r"更生相談所|障害者?相談センター$", "disability_counselling_center"),
    (
        r"障害児(?:・者|者)?相談|相談支援(?:事業|専門)|基幹相談|障害者?(?:総合|地域|生活)*相談支援",
        "disability_consultation_office",
    ),
    (
        r"障害.*(?:事業所|施設|支援センター|ホーム)|手をつなぐ|就業・?生活支援センター|就労支援センター|地域活動支援センター",
        "disability_support_office",
    ),
    (r"乳児院", "infant_home"),
    (r"養護施設|^養護園", "child_care_institution"),
    (r"母子生活支援|母子寮", "mother_child_living_support"),
    (r"児童自立支援施設|教護院", "child_self_reliance_facility"),
    (r"児童心理治療|情緒障害", "child_psychological_facility"),
    (r"自立援助ホーム|自立生活援助", "independent_living_home"),
    (r"児童(?:福祉|入所)施設|^児童福祉関係|児童の?福祉に関", "child_welfare_facility"),
    (r"指定発達支援医療", "designated_medical_institution"),
)

SERVICES = (
    (r"養育支援(?:家庭)?訪問|養育支援", "home_visit_service"),
    (r"子育て世帯訪問|ホームスタート|家事支援", "household_visit_service"),
    (r"児童育成支援拠点|居場所", "childrens_place_service"),
    (r"親子関係形成", "parenting_programme_service"),
    (r"ショートステイ|トワイライト|子育て短期", "short_stay_service"),
    (r"一時(?:預かり|預り|保育)", "temporary_childcare_service"),
    (r"病児|病後児", "sick_child_care_service"),
    (r"全戸訪問|こんにちは赤ちゃん", "infant_visit_service"),
    (r"産後ケア|産前産後", "postnatal_care_service"),
    (r"ファミリー・?サポート|ファミサポ|子育て援助活動", "family_support_center"),
    (r"利用者支援|コンシェルジュ", "user_support_service"),
    (r"学童|放課後児童|放課後こども|児童クラブ|児童育成(?:クラブ|会)", "after_school_club"),
    (r"児童(?:館|センター|会館)|こども(?:館|文化センター)", "childrens_hall"),
    (
        r"つどいの広場|子育て(?:支援|交流|総合|ふれあい|応援|すこやか)*(?:センター|ひろば|サロン|広場|プラザ|拠点|館)",
        "child_rearing_support_center",
    ),
    (r"地域こども・?子育て支援事業", "child_rearing_service"),
    (r"小規模保育|家庭的保育|事業所内保育|認可外|託児|保育ママ|企業主導型|地域型保育", "community_childcare"),
)

LEARNING = (
    (
        r"スクール・?(?:ソーシャル|カウンセラー|ロイヤー)|SSW|家庭教育支援|教育(?:支援|相談|活動支援)員|教育コーディネーター",
        "education_specialist",
    ),
    (r"教育事務所|教育局|教育庁", "prefectural_education_office"),
    (r"(?<!学校)生徒指導(?!.*会)|いじめ", "student_guidance_department"),
    (r"特別支援教育", "special_needs_education_department"),
    (
        r"教育(?:総合|相談|支援|研究|サポート|研修|振興)*(?:センター|研究所|相談所|相談室|支援室)|教育相談|適応指導教室|教育支援教室",
        "education_center",
    ),
    (r"教育(?:委員会|部).*(?:こども|子育て|児童福祉|家庭)(?!.*教育).*(?:課|室|係)", "children_department"),
    (r"教育委員会.*(?:生涯学習|社会教育)|社会教育委員|公民館|図書館", "lifelong_learning_department"),
    (r"教育委員|教委|教育長|教育関係|(?<!生徒)指導主事", "board_of_education"),
    (r"(?:科医|開業医|嘱託医|学校医|園医)$", "doctor"),
    (
        r"病院|医院|診療所|クリニック|医療(?:センター|機関|法人|関係|福祉センター)|産婦?人?科|小児科|赤十字|済生会|医療生協|医療生活協同組合",
        "medical_institution",
    ),
    (r"^保健・?医療", "medical_institution"),
    (r"歯科医師|医師$|^医師", "doctor"),
    (r"義務教育学校|小中一貫", "compulsory_education_school"),
    (r"支援学校|養護学校|盲学校|聾学校|ろう学校|聴覚.*学校|視覚.*学校", "special_needs_school"),
    (r"小・?中|小学校.*中学校|中学校.*小学校|小中高", "school"),
    (r"認定こども園|こども園|幼児園|幼保連携", "certified_kodomoen"),
    (r"幼稚園", "kindergarten"),
    (r"保育(?:所|園|施設|室|士)|保育関係|保育$", "nursery"),
    (r"小学校|小学部|^.{2,}(?<!大)小$", "elementary_school"),
    (r"中等教育学校|高等学校|高等専門学校|高等部|高校|^.{2,}(?<!日)高$", "high_school"),
    (r"中学校|中学部|^.{2,}(?<![田山竹野畑浜谷木地])中$", "junior_high_school"),
    (r"大学|短大|専修学校|専門学校", "university"),
    (r"(?<!専修)学校(?!教育|給食)|校長|^教職員|^教諭|養護教諭|^校$|^教育機関", "school"),
)

PEOPLE_AND_GROUPS = (
    (r"にんしん|妊娠(?:SOS|相談|葛藤)", "pregnancy_support_organisation"),
    (
        r"子育て支援(?:専門員|コーディネーター)|家庭支援員|虐待対応専門員|自立支援員|保健師|心理士|心理師|栄養士|統括支援員|社会福祉(?:主事|士)",
        "municipal_specialist",
    ),
    (r"受託|委託(?:先|業者|事業者|法人)", "contractor"),
    (
        r"NPO|ボランティア|民間(?:支援)?団体|子育て(?:支援)?団体|市民団体|こども食堂|学習支援|フリースクール|フードバンク|国際交流",
        "nonprofit_organisation",
    ),
    (r"社会福祉法人|福祉施設|福祉法人", "welfare_corporation"),
)

LAST = (
    (r"問題協議会|(?:連絡|推進|対策)協議会|ネットワーク会議", "local_council"),
    (r"人権(?:文化|ふれあい)?センター|隣保館", "human_rights_department"),
    (r"^母子保健", "maternal_child_health_department"),
    (r"広域連合|事務組合|広域行政組合", "municipal_department"),
    (r"海上保安|税務署|年金事務所|労働基準|労働局|自衛隊|出入国", "national_agency"),
    (
        r"商工会|老人クラブ|青年会議所|防犯協会|青年(?:会|団)$|ライオンズ|ロータリー|公民館|農業協同組合",
        "local_association",
    ),
    (r"^その他", "other"),
)

ORGANISATIONS = (
    *OFFICES,
    *JUSTICE,
    *ASSOCIATIONS,
    *CENTERS,
    *WELFARE,
    *SERVICES,
    *LEARNING,
    *PEOPLE_AND_GROUPS,
)
