/* quoth-lexicon.c - what kind of word a word is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-lexicon"

#include "config.h"

#include "quoth-lexicon-private.h"

typedef struct
{
  guint       kinds;
  const char *words; /* parted by blanks, folded */
} List;

static const List lists[] = {
  { QUOTH_WORD_REPORTING,
    "say says said saying tell tells told telling add adds added adding ask asks asked asking "
    "write writes wrote written writing tweet tweets tweeted tweeting explain explains explained "
    "explaining note notes noted noting argue argues argued arguing insist insists insisted "
    "insisting reply replies replied replying respond responds responded responding declare "
    "declares declared declaring announce announces announced announcing claim claims claimed "
    "claiming continue continues continued continuing conclude concludes concluded concluding "
    "state states stated stating warn warns warned warning suggest suggests suggested suggesting "
    "acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting agree "
    "agrees agreed agreeing joke jokes joked joking recall recalls recalled recalling remark "
    "remarks remarked remarking report reports reported reporting testify testifies testified "
    "testifying quip quipped shout shouts shouted shouting counter countered charge charged "
    "complain complains complained complaining contend contends contended contending predict "
    "predicts predicted predicting post posted read reads call calls called calling describe "
    "describes described describing exclaim exclaimed cry cried answer answers answered observe "
    "observes observed boast boasts boasted boasting urge urges urged urging vow vows vowed vowing "
    "pledge pledges pledged pledging promise promises promised promising lament laments lamented "
    "muse mused mention mentions mentioned mentioning reiterate reiterates reiterated stress "
    "stresses stressed stressing emphasize emphasized emphasise emphasised caution cautions "
    "cautioned confirm confirms confirmed confirming assert asserts asserted asserting allege "
    "alleges alleged alleging deny denies denied denying reveal reveals revealed revealing" },
  { QUOTH_WORD_REPORTING,
    "sagt sagte sagten erklart erklarte erklarten meint meinte betont betonte teilte berichtet "
    "berichtete schrieb schreibt kundigte fugte antwortete fragte warnte forderte behauptete "
    "behauptet versicherte kritisierte dice dijo dijeron afirma afirmo aseguro explico anadio "
    "senalo declaro indico advirtio comento escribio respondio sostuvo nego dit disait declare "
    "affirme explique ajoute estime precise souligne repond ecrit annonce indique raconte" },
  { QUOTH_WORD_ATTITUDE,
    "believe believes believed believing think thinks thought thinking know knows knew knowing "
    "hope hopes hoped hoping expect expects expected expecting want wants wanted wanting plan "
    "plans planned planning show shows showed shown showing find finds found finding indicate "
    "indicates indicated indicating accuse accuses accused accusing reject rejects rejected "
    "rejecting defend defends defended defending criticize criticizes criticized criticizing "
    "criticise criticised imply implies implied implying discuss discusses discussed discussing "
    "blame blames blamed blaming praise praised praising demand demands demanded demanding "
    "propose proposes proposed proposing recommend recommends recommended support supports "
    "supported supporting oppose opposes opposed opposing vowed decide decides decided learn "
    "learned realize realized see sees saw feel feels felt feeling fear fears feared wonder "
    "wonders wondered worry worries worried appear appears seem seems request requests requested "
    "order orders ordered condemn condemns condemned condemning dismiss dismisses dismissed refuse "
    "refuses refused question questions questioned questioning speak speaks spoke speaking talk "
    "talks talked talking refer refers referred referring point points pointed pointing cite cites "
    "cited citing quote quotes quoted quoting address addresses addressed welcome welcomed blast "
    "blasted slam slammed attack attacked signal signaled dispute disputes disputed consider "
    "considers considered assume assume prove proves proved rule ruled ruling convince convinced "
    "persuade persuaded encourage encouraged try tried offer offered approve approved endorse "
    "endorses endorsed intend intends intended threaten threatened threatening determine "
    "determined estimate estimates estimated detail details detailed highlight highlighted "
    "statement criticism allegation allegations accusation accusations idea fact notion belief "
    "view opinion argument remarks comments glaubt glaubte denkt hofft fordert will cree creia "
    "espera quiere pense croit espere veut" },
  { QUOTH_WORD_REPORTING,
    "retweet retweets retweeted retweeting quips quipping counters countering exclaims "
    "exclaiming answering observing lamenting muses musing reiterating emphasizes emphasizing "
    "emphasises emphasising cautioning affirm affirms affirmed affirming assure assures "
    "assured assuring commented commenting concede concedes conceded conceding disclose "
    "discloses disclosed disclosing divulge divulged divulging inform informs informed "
    "informing interject interjects interjected interjecting maintain maintains maintained "
    "maintaining opine opines opined opining proclaim proclaims proclaimed proclaiming "
    "pronounced pronouncing recount recounts recounted recounting relate relates related "
    "relay relays relayed relaying remind reminds reminded reminding retort retorts retorted "
    "retorting speculate speculates speculated speculating surmise surmises surmised tout "
    "touts touted touting underline underlines underlined underlining underscore underscores "
    "underscored underscoring whisper whispers whispered whispering yell yells yelled yelling "
    "chimed chiming guessed guessing hinted hinting advise advises advised advising begged "
    "begging concur concurs concurred concurring reckon reckons reckoned reckoning swear "
    "swears swore sworn swearing grumble grumbles grumbled grumbling gushed gushing fumed "
    "fuming ranted ranting scoff scoffs scoffed scoffing sneer sneered sneering snapped "
    "snapping sniped sniping teased teasing thundered thundering ventured venturing utter "
    "uttered uttering elaborate elaborates elaborated elaborating clarify clarifies clarified "
    "clarifying contradict contradicts contradicted contradicting decry decries decried "
    "decrying denounce denounces denounced denouncing echoed echoing bemoan bemoans bemoaned "
    "bemoaning forecast forecasts forecasting chant chants chanted chanting plead pleads "
    "pleaded pleading sing sings sang sung singing protested protesting reasoned inquired "
    "inquiring chided chiding screamed screaming roared roaring implore implores implored "
    "imploring objected objecting voiced voicing" },
  { QUOTH_WORD_ATTITUDE,
    "criticises criticising praises recommending deciding learns learning realizes realizing "
    "realise realises realised realising seen fearing wondering worrying appeared appearing "
    "seemed seeming requesting ordering dismissing refusing disputing considering assumes "
    "assumed assuming proving convinces convincing persuades persuading encourages "
    "encouraging tries trying offering approves approving endorsing intending threatens "
    "determines determining detailing highlights highlighting charges charging mock mocks "
    "mocked mocking ridicule ridicules ridiculed ridiculing chastise chastises chastised "
    "chastising deride derides derided deriding depict depicts depicted depicting portray "
    "portrays portrayed portraying paints painted painting viewed viewing embrace embraces "
    "embraced embracing disavow disavows disavowed disavowing decline declines declined "
    "declining deem deems deemed deeming envision envisions envisioned envisioning foresee "
    "foresees foresaw foreseen imagine imagines imagined imagining interpret interprets "
    "interpreted interpreting justify justifies justified justifying liken likens likened "
    "likening lambast lambasts lambasted lambasting lambaste lambastes hail hails hailed "
    "hailing applaud applauds applauded applauding commend commends commended commending "
    "congratulate congratulates congratulated congratulating credited crediting deplore "
    "deplores deplored deploring disagree disagrees disagreed disapprove disapproves "
    "disapproved documented documenting doubt doubts doubted doubting dubbed dubbing equate "
    "equates equated equating faulted faulting favored favoring favoured favouring guaranteed "
    "hammered hammering instruct instructs instructed instructing insulted insulting invoke "
    "invokes invoked invoking judged judging labeled labelled labeling lauded lauding outline "
    "outlines outlined outlining perceive perceives perceived presume presumes presumed raise "
    "raises raised raising rebuff rebuffs rebuffed rebuffing rebuke rebukes rebuked rebuking "
    "rebut rebuts rebutted rebutting refute refutes refuted refuting regarded remember "
    "remembers remembered remembering renounce renounces renounced renouncing repeat repeats "
    "repeated repeating reproached resented ripped ripping scolded scolding seized seizing "
    "sensed suspected suspecting tackled tackling taunt taunts taunted taunting trusted "
    "understand understands understood understanding unleashed unleashing unveil unveils "
    "unveiled unveiling vouched advocate advocates advocated advocating apologize apologizes "
    "apologized apologizing apologise apologises apologised appealed appealing chronicled "
    "compare compares compared comparing contested contesting explores explored exploring "
    "identify identifies identified identifying illustrate illustrates illustrated "
    "illustrating insinuate insinuates insinuated insinuating issued issuing named naming "
    "posed posing prefer prefers preferred publishes published publishing pressured recognize "
    "recognizes recognized recognizing recognise recognised referenced referencing thanked "
    "thanking targeted targeting wish wishes wished welcomes welcoming signaling blasting "
    "slamming attacking addressing" },
  { QUOTH_WORD_REPORTING,
    "sagen erklaren meinen meinten betonen betonten mahnt mahnte warnt warnten fordern "
    "forderten verlangt verlangte berichten berichteten schrieben schreiben bestatigt "
    "bestatigte verspricht versprach erwidert erwiderte entgegnet entgegnete erzahlt erzahlte "
    "versichert kritisiert beklagt beklagte bekraftigt bekraftigte behaupten behaupteten "
    "antwortet fragt mitteilte teilten kundigten erlautert erlauterte dicen dicho asegura "
    "aseguran aseguraron senala senalan senalaron explica explican explicaron anade declara "
    "declararon advierte comenta escribe responde sostiene niega admite admitio reconoce "
    "reconocio recuerda recordo subraya subrayo destaca destaco insiste insistio denuncia "
    "denuncio pidio promete prometio anuncio apunta apunto opina opino lamenta cuenta conto "
    "afirman afirmaron" },
  { QUOTH_WORD_ATTITUDE,
    "glauben hoffen vermutet vermutete verteidigt verteidigte lobt lobte nennt nannte "
    "bezeichnet bezeichnete spricht sprach denken wunscht considera considero creen critica "
    "critico pide defiende defendio rechaza rechazo acusa acuso teme exige exigio" },
  { QUOTH_WORD_AUXILIARY,
    "have has had having was were is are be been being am did do does will would can could may "
    "might must should shall i've he's hat haben hatte hatten wird wurde ha han habia a ont "
    "avait" },
  { QUOTH_WORD_NEGATION,
    "not never nor n't didn't doesn't don't hasn't haven't hadn't wouldn't couldn't can't cannot "
    "won't wasn't isn't aren't weren't shouldn't nicht nie no nunca pas jamais ne" },
  { QUOTH_WORD_PRONOUN,
    "he she they we i you it who one others some many he'd she'd i'm er sie wir ich el ella ellos "
    "ellas yo nosotros il elle ils elles nous je qui" },
  { QUOTH_WORD_PERSON,
    "man men woman women boy girl people person persons voter voters spokesman spokeswoman "
    "spokesperson spokespeople spokesmen official officials aide aides adviser advisers advisor "
    "advisors critic critics source sources leader leaders lawyer lawyers attorney attorneys "
    "expert experts analyst analysts author authors reporter reporters journalist journalists "
    "editor writer host anchor correspondent columnist blogger president minister ministers "
    "senator "
    "senators congressman congresswoman lawmaker lawmakers governor mayor secretary director "
    "chairman chairwoman chair chief commander general officer officers agent agents investigator "
    "investigators prosecutor prosecutors judge justice professor scientist scientists researcher "
    "researchers scholar historian economist economists doctor doctors nurse teacher student "
    "students activist activists protester protesters supporter supporters opponent opponents "
    "rival "
    "rivals candidate candidates nominee delegate delegates strategist strategists pollster "
    "pollsters operative operatives donor donors staffer staffers manager executive ceo founder "
    "owner worker workers employee employees resident residents neighbor neighbors witness "
    "witnesses "
    "victim victims member members representative representatives republican republicans democrat "
    "democrats conservative conservatives liberal liberals politician politicians diplomat "
    "diplomats "
    "ambassador father mother son daughter brother sister wife husband friend friends family "
    "parents everyone someone somebody anyone nobody observer observers skeptics veteran veterans "
    "organizer organizers fans troops police americans immigrants muslims christians author's "
    "sprecher sprecherin minister ministerin prasident prasidentin experte experten kritiker "
    "portavoz presidente presidenta ministro ministra experto expertos porte-parole responsable "
    "president ministre expert" },
  { QUOTH_WORD_BODY,
    "report reports government campaign administration statement company group groups organization "
    "committee commission agency department ministry court party poll polls survey surveys study "
    "studies document documents letter email emails statistics data figures newspaper paper "
    "magazine "
    "article story website network media press team office panel board council union bank "
    "institute university house congress senate state country countries administration video ad "
    "memo transcript book column op-ed post tweet law bill bureau authorities coalition "
    "establishment movement community crowd audience show interview center regime army military" },
  { QUOTH_WORD_PERSON,
    "sprecher sprecherin regierungssprecher experten expertin kritikerin anwalt anwaltin "
    "forscher forscherin burgermeister burgermeisterin zeuge zeugen portavoces alcalde "
    "alcaldesa abogado abogada fiscal testigo testigos vecinos investigadores" },
  { QUOTH_WORD_BODY,
    "polizei regierung behorde behorden ministerium gericht bericht studie umfrage zeitung "
    "verband unternehmen kommission staatsanwaltschaft feuerwehr gobierno policia ministerio "
    "tribunal partido informe estudio encuesta empresa autoridades fuentes fiscalia comision" },
  { QUOTH_WORD_DETERMINER,
    "the a an this that these those his her its their our my your another any each every several "
    "two three four other most all both der die das ein eine einer seine ihre los las la un una "
    "su sus le les une des son sa ses" },
  { QUOTH_WORD_TITLE,
    "mr mrs ms miss dr dra sir dame lord lady prof professor president vice-president vice "
    "minister prime foreign premier chancellor senator sen rep representative congressman "
    "congresswoman governor gov mayor secretary ambassador general gen colonel col captain capt "
    "major maj sergeant sgt lieutenant lt admiral adm commander judge justice king queen prince "
    "princess pope cardinal bishop archbishop rabbi imam sheikh ayatollah reverend rev father "
    "brother sister sr jr detective inspector officer chairman chairwoman spokesman spokeswoman "
    "director candidate nominee speaker leader chief deputy herr frau bundeskanzler "
    "bundeskanzlerin kanzler kanzlerin prasident prasidentin ministerin senor senora don dona "
    "presidente presidenta ministro ministra monsieur madame mme mlle m ministre ex former then "
    "defense interior finance state attorney democratic republican gop sheriff coach host author "
    "actor actress singer analyst professor economist strategist" },
  { QUOTH_WORD_FUNCTION,
    "the a an this that these those his her its their our my your he she they we i you it who what "
    "when where why how which while with without within and but or nor so yet for from to in on at "
    "by of as if then than though although because since until before after during despite "
    "however meanwhile moreover also still even just only not no yes never always there here now "
    "today yesterday tomorrow last next first second both each every some many most more much "
    "few all any other another such own same once again often later earlier recently according "
    "asked speaking under over about against among between through like unlike instead let is "
    "are was were be been do does did has have had will would can could may might must should "
    "one two three four five six seven eight nine ten critics others people indeed perhaps "
    "maybe well oh ok okay read more photo video image source story follow via per amid upon "
    "whether thus hence therefore besides additionally finally lastly nearly almost up down out "
    "off too very quite rather him them me us himself herself themselves myself if's it's that's "
    "he's she's there's what's let's i'm i've i'll we're we've they're don't doesn't didn't "
    "der die das ein eine und oder aber nicht er sie es wir ich im in am an auf aus bei mit nach "
    "von vor zu zum zur als wie wenn weil dass doch auch noch nur so dann da hier dort heute "
    "el la los las un una unos unas y o pero no si en de del con por para sin sobre segun como "
    "cuando donde que se su sus lo al este esta estos estas le les une des du et ou mais ne pas "
    "dans sur avec pour par sans selon comme quand ce cette ces il elle ils elles on nous "
    "vous je" },
  { QUOTH_WORD_CALENDAR,
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai "
    "juni juli oktober dezember lunes martes miercoles jueves viernes sabado domingo enero febrero "
    "marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre christmas easter "
    "ramadan thanksgiving gmt est edt" },
  { QUOTH_WORD_PARTICLE,
    "al el bin ibn bint van von vom zu zum der den ter ten de da do dos das del della di du la le "
    "lo abu ben y e" },
  { QUOTH_WORD_FORENAME,
    "james john robert michael william david richard joseph thomas charles christopher chris "
    "daniel "
    "matthew anthony mark donald steven stephen paul andrew joshua kenneth kevin brian george "
    "timothy tim ronald edward jason jeffrey jeff ryan jacob gary nicholas nick eric jonathan "
    "larry justin scott brandon benjamin samuel sam gregory greg alexander alex patrick frank "
    "raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah "
    "ethan jeremy walter christian keith roger terry austin sean gerald carl dylan harold jordan "
    "jesse bryan lawrence arthur gabriel bruce logan billy bill joe jim bob mike tom dan ben ted "
    "rick rudy newt mitch marco bernie barack hillary chelsea melania ivanka jared kellyanne huma "
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
    "margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie "
    "rebecca sharon laura cynthia dorothy amy kathleen angela shirley brenda emma anna pamela "
    "nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather "
    "diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith "
    "andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn "
    "jane alice abigail julia kate katie megyn loretta elena sonia vladimir sergei dmitry mikhail "
    "ivan boris igor oleg alexei nikolai yuri viktor anatoly leonid natalia olga irina svetlana "
    "mohammed mohammad muhammad ahmed ahmad ali hassan hussein ibrahim omar khalid mahmoud abdul "
    "abdullah bashar saddam osama fatima aisha leila yasser benjamin avigdor shimon ariel yitzhak "
    "angela gerhard helmut olaf friedrich annalena ursula hans klaus jurgen wolfgang heinz karl "
    "markus stefan andreas sabine petra monika claudia martin francois emmanuel jacques nicolas "
    "jean pierre philippe marine bernard claude luc juan carlos luis miguel pedro pablo jorge "
    "fernando javier manuel rafael diego alejandro enrique felipe mariano hugo nicolas ana carmen "
    "lucia isabel giuseppe giovanni mario luigi matteo silvio paolo francesco giorgia xi hu li wei "
    "kim ban shinzo taro yoshihide narendra rahul sonia imran nawaz benazir recep kemal abdel "
    "nelson jacob thabo desmond kofi goodluck muammar hosni tayyip jens lars erik ingrid astrid "
    "bjorn sven anders nils soren mette ada badr emomali ed edwin elaine ellen erin ernest evan "
    "fred gene glenn gordon grace harry howard ian irene jake jamie jay jen jill jimmy joel josh "
    "judy karl kathy ken kent kurt lee leo leon leslie liz louis lynn marc marcus marie marilyn "
    "max meghan milo monica neil norman oscar pam pat perry phil philip ralph randy ray reince "
    "rob robby rod ron ross roy russell sally seth shaun sheldon simon stan stuart sue susanna "
    "tammy tony travis trey trump's vince wayne wendy wes" },
  { QUOTH_WORD_NO_PERSON,
    "university college school institute hospital church mosque party council committee commission "
    "house senate congress department ministry organization organisation association federation "
    "union agency bureau bank court office center centre foundation fund group company "
    "corporation corp inc ltd gmbh llc times post journal news press tribune herald network "
    "channel "
    "radio tv street avenue road square park river lake mountain sea ocean island islands bridge "
    "airport station stadium city county state states republic kingdom united nations security "
    "assembly army navy force forces air military police war act bill amendment treaty agreement "
    "plan deal conference summit meeting election elections campaign convention coalition alliance "
    "movement front league club team cup games world international national federal general "
    "central north south east west northern southern eastern western middle upper lower new "
    "america africa asia europe britain england scotland france germany spain italy russia china "
    "japan india iran iraq syria israel turkey egypt libya ukraine poland mexico canada brazil "
    "australia washington york london paris berlin moscow beijing texas california florida ohio "
    "virginia carolina pennsylvania michigan iowa hampshire arizona nevada colorado wisconsin "
    "georgia kansas missouri minnesota illinois chicago boston philadelphia detroit dallas houston "
    "jersey hollywood wall capitol white supreme islamic study report survey poll project program "
    "system service services law rights health care tax trade energy climate economic affairs "
    "embassy parliament bundestag bundesrat partei regierung universidad partido gobierno "
    "universite parti gouvernement obamacare medicare medicaid nafta isis brexit day night week "
    "month year street journal magazine review daily weekly online facebook twitter google youtube "
    "instagram microsoft apple amazon fox cnn nbc abc cbs bbc npr msnbc breitbart reuters "
    "pentagon kremlin nato fbi cia nsa irs gop dnc rnc eu un us usa uk photo images getty pool "
    "constitution god bible bureau peninsula capital region province district valley coast gulf" },
  { QUOTH_WORD_ORIGIN,
    "american british english scottish irish french german spanish italian portuguese dutch "
    "belgian "
    "swiss austrian polish czech hungarian romanian bulgarian greek turkish russian ukrainian "
    "georgian tajik kazakh chinese japanese korean indian pakistani afghan iranian iraqi syrian "
    "israeli palestinian egyptian libyan lebanese jordanian saudi yemeni moroccan algerian "
    "tunisian african asian european arab muslim christian jewish catholic protestant republican "
    "democratic democrat conservative liberal labour mexican canadian brazilian cuban colombian "
    "venezuelan australian swedish norwegian danish finnish south-korean western eastern soviet "
    "nazi islamist latino hispanic deutsche deutscher franzosische franzosischer" },
  { QUOTH_WORD_ACCORDING, "according laut zufolge segun selon" },
  { QUOTH_WORD_PREPOSITION,
    "of in on at by for from to with about against among between through over under into onto as "
    "after before since during despite within amid "
    "von mit bei nach aus de del en con por para sobre du des dans sur avec pour" },
};

static gpointer
build_table (gpointer unused)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) words = g_strsplit (lists[i].words, " ", -1);

      for (guint k = 0; words[k] != NULL; k++)
        {
          guint kinds = GPOINTER_TO_UINT (g_hash_table_lookup (table, words[k]));

          g_hash_table_insert (table, g_strdup (words[k]),
                               GUINT_TO_POINTER (kinds | lists[i].kinds));
        }
    }
  return table;
}

/* The #QuothWordKind flags of a folded word; 0 for all other words. */
guint
quoth_lexicon_lookup (const char *folded)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, build_table, NULL);
  return GPOINTER_TO_UINT (g_hash_table_lookup (once.retval, folded));
}
