/** Given names that are hardly ever anything else, from many countries, without their accents. */
const GIVEN = `
aaron abdul abdullah abigail ada adam adele adrian adriana afonso agata agatha agnes agnieszka ahmed
aidan aiden ainhoa aino aisha akiko akira alan alana alba albert alberto alejandro aleksander
aleksandra alena alessandra alessandro alessia alex alexander alexandra alexandre alexis alfred
alfredo ali alice alicia alikhan alina aline alison allan alma almudena alphonse alva alvaro alzbeta
amanda amandine amar amelia amelie amina amir amit amy ana anais anastasia anastasija anatoly anders
andrea andreas andreea andrei andrej andres andrew andrey andrzej andy aneta angela angelica
angelina angelo aniket anil anita anja anjali anke ankit ann anna annabel anne anneli annette annie
annika anouk anthony antje anton antonia antonio antti anwar anya anze aoi aoife arash ari arjun
arkady arlene armand armando arnaud arne arnold artem arthur arto arturo arun arvid asger ashley
ashok asif aslan asta astrid attila aubrey audrey auguste aurelie aurora aurore ava avery axel
ayesha ayumi balazs baptiste barbara barry bartosz bastien beata beatrice beatriz becky belen bella
belle ben bence benedetta benedikt beniamino benjamin bernadette bernard bernd bernhard bernice
bertha beth bethany bettina betty beverly bianca birgit birgitta birthe bjarne bjarni bjorn blanche
bogdan bogumila boguslaw bohumil bojan boris bozena brad bradley brandi brandon branko brenda
brendan breno brent brett brian bridget brigitte britta brittany bruce bruno bryan bryce caio
caitlin caleb calum calvin cameron camila camille carina carl carla carlos carlton carmela carmelo
carmen carol carolin carolina caroline carolyn carrie carsten casey cassandra catalina catarina
catherine cathy cecil cecilia cecilie cedric celia celine cesar chad chantal charles charlie cheryl
chetan chiara chloe chris christa christian christin christina christine christoph christophe
christopher christos ciara cindy cinzia claire clara clarence claude claudia claudio clemence
clemens clement clifford clinton cody colin colleen connor conor constance cordelia corey corinne
cornelia cornelis courtney craig cristian cristina crystal curtis cynthia cyril czeslaw daan dagmar
daisuke dakota dale damian damien dan danial daniel daniela daniele danielle danny daphne darcy
daria dario darlene darren darryl daryl dave david davide dean debbie deborah debra declan deepak
deepika deirdre delphine denis denise dennis derek dermot derrick desmond despina devin devon dexter
diana diane diego dieter dilip dimitra dimitri dimitrios dirk divya dmitri dmitry dolores dominic
dominik dominique don donald donatella donna donovan dora doreen doris dorothea dorothy dorottya
doug douglas duarte duncan dusan dustin dwayne dwight dylan earnest ebba eddie edgar edith edmund
edna edoardo eduardo edward edwin eero eileen einar eino elaine elbert eleanor elena eleni eleonora
eli elias elif elina elisa elisabeth elise elizabeth ella elle ellen ellie elliot elmer eloise elsa
elsie elva elvira emanuel emeline emil emile emilia emilie emilio emily emma emmanuel enrico enrique
enzo eric erica erich erick erik erika erin ernest ernestine ernesto ernst erzsebet esteban estela
estelle esther eszter ethan ethel etienne eugene eugenia eula eva evan eveliina evelyn ewa ewan ezra
fabian fabio fabrice faisal farah fatima fatma federica federico felicia felicity felipe felix femke
ferdinand ferenc fergus fernanda fernando finn fiona fiorella florian floyd francesca francesco
francine francis francisca francisco francois fred freda freddie freddy frederic frederik frederikke
fredrik freya frida frieda friedrich fritz fyodor gabor gabriel gabriela gabriele gabrielle gael
gaelle gaetano galina gareth garry gary gavin gayle geert gemma gennady geoff geoffrey george
georges georgina gerald geraldine gerard gerardo gerhard gerry gertrude ghislaine gianluca gianni
gijs gilbert gilda giles gillian gina ginny giorgio giorgos giovanna giovanni gisela giulia giuseppe
gladys glenn gloria gonzalo goran gordon grazyna greg gregor gregory greta gretchen grzegorz gudrun
guido guillaume guillermo gunnar gus gustaf gustav gustavo gwen gyorgy halina hamza hana hania hanna
hannah hanne hannes hannu hans harald harold harriet harry haruka haruki haruto harvey hasan hassan
hattie heather hector heidi heike heikki heinrich heinz helen helena helene helga helgi helmut
hendrik hendrika henri henrietta henrik henry herbert herman hermann hilary hilda hina hiram hiroko
hiroshi hjalmar holger hollie horst howard hubert hugh hugo hussein ian ibrahim ichiro ida ignacio
igor iker ilaria ildiko ilona ilse imogen imran imre ina ines inga inge ingrid inka inna ioanna
irena irene irina irma irving isaac isabel isabela isabella isabelle isamu isla ismail istvan ivan
ivana ivo jaakko jacek jack jackie jacob jacqueline jacques jada jaime jakob jakub jamal james jamie
jana jane janet janice janina janne janos jared jari jarmila jaroslav jason jasper javier jean
jeanette jeanne jeannette jeff jeffery jeffrey jenna jennifer jenny jens jeremy jermaine jeroen
jerome jerry jerzy jesper jessica jessie jesus jill jim jimmy jiri jiro jitka joachim joan joana
joann joanna joanne joao joaquim joaquin jochen jodie jody joe joel johan johann johanna johannes
john johnny jon jonas jonathan joost jordi jorg jorge jorgen jorma jose josef josefina joseph
josephine josh joshua josiane josie jouko jouni juan juana juanita judit judith judy juha juhani
jukka julia julian juliana julie julien juliet julieta juliette julio julius jurgen jussi justin
justine justyna jytte kaarina kai kaisa kaito kalman kamil kara karel karen kari karim karin karina
karl karla karolina karsten kasia kasper katalin katarina katarzyna kate katerina katharina
katherine kathleen kathryn kathy katie katja katrin katrina kavita kay kayla kazuki kazuo keiko
keith kelsey ken kendra kenichi kenji kenneth kenta kerry kerstin kevin khalid kieran kim kimberly
kirill kirk kirsten kirsty kjell klara klaus knut koen kostas kristen kristi kristian kristina
kristine kristjan kristof kristy krystyna krzysztof kuba kumar kumiko kurt kurtis kyle lakshmi lara
larisa larissa larry lars lasse laszlo laura lauren laurence laurent lauri lavinia lea leah leandro
leanne lee leif leila lena lene lenka leo leokadia leon leona leonardo leonid leonie leonor leonora
leroy leslie lester leszek leticia levente lewis liam lidia liisa lilian lillian lily lina linda
lindsay lindsey linnea lionel lisa liv liz lloyd logan loic lois lola lonnie loredana loren lorenzo
loretta lorna lorraine lothar lotte lou louis louisa louise lowell luana luc luca lucas lucia
luciana lucie lucille lucinda lucy ludmila ludovic ludwig luigi luis luisa luise luiza luka lukas
lukasz luke luther lydia lyla lynda lynn lynne lyubov lyudmila maarten maartje mabel macarena maciej
madeleine madina mads maelle maeve magda magdalena maggie magnus magomed mahesh mahmoud maike maja
maksim malcolm malene malik malin malte mandy manfred manish manoj manon manuel manuela marc marcel
marcela marcelle marcelo marcia marcin marco marcos marcus marcy mareike marek margaret margarita
margit margot margret marguerite maria mariah mariam marian mariana marianne marie marieke mariella
marietta marija marijke mario marion marisa marius marja marjo marjorie marko markus marlene marlon
marsha marta martha martin martina martine marton marty marvin mary maryam masao massimo matej mateo
mateusz matheus mathias mathieu mathilde mathis matias matilda mats matteo matthew matthias matti
mattia maud maureen maurice mauricio mauro maxime maximilian maxine maxwell maya mayumi megan megumi
mehmet melanie melinda melissa melvin mercedes meredith merle mette mia michael michaela michal
michel michele michelle miguel mihai mika mikael mike mikhail mikko miklos mila milan mildred milena
milos miloslav minna minnie minoru miranda mireille miriam mirjam miroslav misaki mitchell mohamed
mohammad mohammed moira mojca monica monika monique montserrat monty morten moses muhammad muriel
murilo mustafa myriam myrna nadezhda nadia nadine nancy naoko naomi natalia natalie natasha nathalie
nathan neha neil nejc nellie nelly nelson nerea nettie neve niall niamh nicholas nicola nicolas
nicole niels nigel nika nikhil nikita nikki niklas nikolai nikolaj nikos nils nina nisha noah noel
noelle noemi nolan nora norbert norma norman nuno nuria octave odette oksana olaf olafur oleg olga
oliver olivia olivier olli olof omar omari ondrej orla ornella orsolya orville oscar oskar otavio
otto owen pablo paivi paloma pamela panagiotis paola paolo parker pascal pasquale patricia patricio
patrick patrik patrizia patryk patti paul paula paulina pauline paulo pavel pawel pedro peggy pekka
penelope per percy perry petar peter petr petra petri phil philip philipp philippe phillip phoebe
phyllis pia pierre pieter pilar piotr pirjo pirkko polly pooja pradeep prakash preston priya quentin
quinn rachael rachel radek radim rafael rafaela raffaele ragnar rahul raj rajesh ralf ralph ramesh
ramon ramona ramzan randall randy raphael raquel rashid rasmus raul ravi ravil raymond raymonde
rebeca rebecca regina reginald reinhard reka rekha renata renate rene renee reza rhonda rhys ricardo
riccardo richard rick ricky riitta rikke riley rita ritva robert roberta roberto rocco rocio
roderick rodney rodolfo rodrigo roger rohan rohit roisin roland rolf romain roman romane ron ronald
ronda ronnie roosevelt rory rosa rosalie rosalind rosanna rosario rosemary rosie ross roxanne roy
ruben rudi rudolf rufus rui rupert ruslan russell rustam ruth ryan sabina sabine sabrina sachin
sadie sakura sally salvador salvatore sam samantha samir samuel sandeep sander sandor sandra sandro
sanjana sanjay sanjeev sanna sanne santiago sara sarah sari sascha saskia satoshi satu scott sean
sebastian selina selma semyon seppo serafina serge sergei sergey sergio seth shane shannon sharon
shaun sheila shelley sherri sherry sheryl shigeru shirley shreya sibylle sidney siegfried signe
sigrid sigurd sigurdur silke silvana silvia silvio simon simona simone sinead siobhan sofia sofie
solange solveig sonia sonja sophia sophie soren spela spencer stacey stacy stan stanislav stanislaw
stanley stavros stefan stefania stefanie stella stephan stephane stephanie stephen steve steven
stewart stuart sue suman sunil sunita suresh susan susana susanna susanne suzanne svein sven svenja
svetlana swati sybil sylvia sylvie szymon tabitha tadashi tadej tadeusz takashi takumi tamara tamas
tami tammy tamsin tania tanja tanya tapio tara taro tatiana tatyana ted teddy teemu terence teresa
terrell terrence terri terry tess thais thelma theo theodor theodore theresa therese thiago thibault
thierry thijs thomas thorsten tiago tiffany tiina tim timo timotea timothy timur tina tobias toby
todd tom tomas tomasz tommaso tommy tomoko toni tony tonya torben torsten tove tracey tracy trent
trevor tricia trine trisha tristan trond trudy tuula tyler tyrone ulf ulla ulrich ulrike unai urska
ursula uta ute uwe vaclav valentin valentina valeria valerie vance vanessa vasco vasilis vasily
veikko velma vera verena verna vernon veronica veronika vicente vicki vicky victoria vijay vikram
viktor viktoria ville vilma vincent vincenzo vinicius viola violeta virginia virginie vitoria vivek
vivian vivienne vlad vladimir vsevolod waclaw wallace walter waltraud wanda warren wayne wendell
wendy werner wesley wilbert wilbur wilhelm willard willem william willie wilma winifred winston
wojciech wolfgang woodrow wouter xavier yana yann yannick yannis yaroslav yasmin yasmine yiannis
yoko yolanda yui yuki yumi yuri yusuf yuto yves yvette yvon yvonne zach zachary zaira zara zbigniew
zdenek zdenka ziga zoe zofia zoltan zoya zsofia zsombor zsuzsanna zuzana zuzanna
`;

/** Given names that are also words, months, places or things: they count beside a surname or a cue. */
const GIVEN_TOO = `
amber angel april ariel ashton august austin autumn berlin bill bob brooke candy carter chance
charity charlotte chelsea cherry chuck cole cooper daisy dawn destiny dolly drew earl eden eve faith
fern florence ford frank gay genesis georgia ginger glen grace grant guy harmony harper hazel heaven
holly hope hunter iris ivy jade jan jasmine jay jewel jordan joy joyce justice kelly laurel ling
madison marina mark mason matt max mei melody mercy miles misty nick olive opal paige pat patience
pearl penny pierce piper precious prince ray rich river rob robin rose rusty sage sandy savannah
scarlett serena sharp sierra skye sterling stone storm summer sunny sydney tanner terrance trinity
troy victor violet wade ward wei willow
`;

const SURNAMES = `
abbott acosta adams aguilar ahmed alexander ali allen almeida alvarez alves anderson andrews
armstrong arnold atkins austin bailey baker ball banerjee barbosa barker barnes barnett barrett
barros barry bauer baumann baxter becker begum bell bennett bernard bertrand bianchi bishop bjork
black bowers boyd boyle bradley brady brennan brooks brown bruno bryant buchanan burke burns burton
butler byrne caldwell cameron campbell campos cardoso carlson carpenter carr carroll carter carvalho
castillo castro chan chandra chang chapman chavez chen cheng choi chopra christie clark clarke clay
clayton cohen cole coleman collins colombo connor conti cook cooper correia costa cox craig crawford
cruz cunningham curtis da dalton daniels das davidson davies davis dawson day dean delgado desai
deschamps dias diaz dixon doherty douglas doyle dubois duncan dunn dupont duran durand edwards
elliott ellis escobar esposito evans farrell ferguson fernandes fernandez ferrari ferreira figueroa
fischer fisher fitzgerald fleming fletcher flores fontaine ford foster fournier fowler fox franco
frank fraser freeman fuchs fuller gallagher gallo garcia gardner garner garrett george gibson
gilbert gill girard goldberg gomes gomez gonzales gonzalez goodman gordon graham grant gray greco
green greene greenwood griffin griffiths gupta gutierrez guzman haas hahn hall hamilton hansen
hanson hardy harper harris harrison hart hartley harvey hayes henderson henry hernandez herrera
hicks higgins hill hoffman hoffmann hofmann holland holmes holt hopkins horn horvath howard howell
huang huber hudson hughes hunt hunter hussain ibrahim iyer jackson jacobs jain james janssen jenkins
jennings jensen jimenez johansson johns johnson johnston jones jordan joseph kaiser kapoor kaur kaya
keller kelley kelly kennedy khan kim king klein knight koch kohler kovacs kramer krause kruger kumar
lam lambert lang lange larsen larson laurent lawrence lawson le leblanc lee lefebvre lehmann leonard
leroy lewis li liang lim lima lin liu lloyd logan lombardi long lopez lucas ludwig lynch ma
macdonald mackenzie maclean mahler maier marino marques marsh marshall martin martinez martins mason
matthews may mayer mcdonald medina mehta mendes mendez mendoza menon mercier meyer miller mills
mitchell mohamed molina moore morales moreau morel moreno moretti morgan morin morris morrison
mueller muller murphy murray myers nagy nair navarro nelson neumann newman ng nguyen nichols nielsen
nowak nunes nunez obrien oconnor oliveira oliver olsen olson oneal oneill ortega ortiz owen owens
pacheco palmer park parker parsons patel patterson payne pearson pedersen peng pereira perez perkins
perrin perry peters petersen peterson pham phillips pinto porter powell price qureshi ramirez ramos
rao reddy reed reid reis reyes reynolds ribeiro ricci rice richard richards richardson richter
rivera rizzo roberts robertson robinson rocha rodrigues rodriguez rogers rojas romano romero rose
rossi roux ruiz russell russo ryan salazar salinas sanchez sanders sandoval santos sato saunders
schmid schmidt schmitt schneider scholz schroder schubert schulz schulze schwartz schwarz scott
serrano sharma shaw silva simmons simon simpson singh sinha smith snyder soares soto sousa souza
spencer stein stephens stevens stewart stone sullivan suzuki takahashi tan tanaka taylor teixeira
thomas thompson thomson tomlinson torres tran tucker turner vargas vasquez vaughan vazquez vega
verma vieira villa vogel wagner walker wallace walsh walter wang ward warren washington watanabe
watson weaver webb weber weiss welch wells werner west wheeler white wilkinson williams williamson
willis wilson winter wolf wolff wong wood woods wright wu xu yadav yamamoto yang yilmaz young yu
zhang zhao zheng zhou zhu ziegler zimmermann
`;

/** Surnames that are also words, places or makers: they count after a given name only. */
const SURNAMES_TOO = `
alexander arnold austin bailey baker ball barker bell bernard bishop black brown bruno butler
cameron carpenter carr carter chan chance clay cole cook cooper cox craig da das day dean douglas
duncan ferrari fisher ford fox franco frank gardner george grant gray green hall hardy harper hart
harvey henry hill holland holt horn howard hunt hunter jackson james jordan joseph kelly king knight
lam lang lange laurent lawrence le lee li lim lin logan long lucas ludwig ma marsh martin mason may
mills morgan nelson newman ng oliver owen palmer park parker porter price ramos reed rice richard
rocha romano rose ross ryan sato scott simon spencer stein stone tan tucker villa walker wang ward
warren washington watson weaver wells west white winter wolf wood woods wright yang young yu
`;

const listOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u));

const given = listOf(GIVEN);
const givenToo = listOf(GIVEN_TOO);
const surnames = listOf(SURNAMES);
const surnamesToo = listOf(SURNAMES_TOO);

/**
 * Endings that make surnames in the languages of Scandinavia, Iceland, Finland, the Slavs, Georgia,
 * Armenia, Hungary, Germany, Spain, Romania and Greece.
 */
const SURNAME_ENDS =
  /^.{2,}(?:sson|ssen|dsen|nsen|ksen|rsen|lsen|tsen|gsen|psen|dottir|quist|qvist|kvist|lund|gren|berg|strom|strand|gaard|holm|mann|hauser|stein|inen|anen|onen|ainen|ova|eva|skaya|ovic|evic|evski|owski|ewski|inski|inska|owska|ewska|kowski|czyk|wicz|enko|chuk|shvili|adze|idze|opoulos|akis|escu|quez|guez|ndez|nchez|nski|ev|ov)$/;
const ACCENTED_ENDS = /(?:ić|ič|ík|ák|ěk|ský|ová|á|gård|ström|ý)$/u;
/** Endings that hardly any other capitalised word has: they count without a given name. */
const SURNAME_ENDS_ALONE =
  /^.{2,}(?:[kmnrltzs]ov|[kmnrltzs]ova|[aiy]ev|[aiy]eva|sson|nsen|ksen|rsen|lsen|tsen|gsen|dottir|kvist|qvist|owski|ewski|inski|owska|ewska|wicz|shvili|opoulos|ovic|evic)$/;

/** Whom one has or sees: they stand before a name, and are none. */
export const ROLES = listOf(`
actor actress adviser advisor agent assistant aunt author boss boyfriend brother captain chairman
child coach colleague cousin daughter director driver drummer founder friend girlfriend
granddaughter grandfather grandmother grandson guardian guitarist husband kid manager neighbor
neighbour nephew niece nurse partner player president producer rep representative secretary singer
sister son songwriter stylist supervisor teacher technician therapist uncle wife
`);

/** A word in small letters without its accents. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øö]/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/ð/g, 'd')
    .replace(/þ/g, 'th')
    .replace(/['’]/g, '');
}

export function isGiven(folded: string): boolean {
  return given.has(folded) || givenToo.has(folded);
}

/** A given name that is not a word of its own besides. */
export function isOnlyGiven(folded: string): boolean {
  return given.has(folded) && !givenToo.has(folded);
}

export function isSurname(folded: string, word = folded): boolean {
  if (surnames.has(folded)) return true;
  if (folded.length < 5) return false;
  return SURNAME_ENDS.test(folded) || ACCENTED_ENDS.test(word);
}

/** A surname that is not a word of its own besides. */
export function isOnlySurname(folded: string, word = folded): boolean {
  if (surnames.has(folded)) return !surnamesToo.has(folded);
  return (
    folded.length > 5 &&
    (SURNAME_ENDS_ALONE.test(folded) || /(?:ová|ná|ský|ská|ić|ič)$/u.test(word))
  );
}

/** Small words inside of names: "Willemine ten Pas". */
export const NAME_PARTICLES = listOf(
  'van von der den de del della di da do dos das la le ten ter bin ibn al el zu af av st mac',
);

export const NAME_TITLES = listOf(
  'mr mrs ms miss mister dr prof professor sir madam herr frau monsieur mme mlle senor senora signor signora',
);

/** Capitalised words that make the words beside them a company, a place or a thing. */
export const THING_WORDS = listOf(`
academy agency airline airlines airport analytics apple associates association bank bay beach book
books bridge brothers bureau cafe canyon capital card care castle center centre church city club co
coast college com commission committee community company computing consulting corp corporation
council county court credit customer data department design digital east economic edition
electronics energy enterprises equity estate exchange finance financial fire foods force foundation
fund funding gallery game games gmbh group health holdings holiday home hospital hotel house inc
incorporated industries initiative institute insurance international island islands kindle labs lake
lakes lane law library life limited llc llp loan lodge ltd magazine mall management market marketing
media mobile mortgage motor motors mount mountain mountains museum music network new north office
online orchestra park partners pharmacy philharmonic place plaza plc port press products publishing
radio railway records report research restaurant river road saint salon san santa scholarship school
science sciences service services sheet shop society software solutions songs south square stadium
state states station stone store stores street studio studios support system systems tech
technologies technology telecom theatre times tower trade trail transit travel trust union
university usa valley ventures west wine works world
`);

/** Capitalised in English, but nobody's name. */
export const CAPITAL_WORDS = listOf(`
action address adventure africa african alexa all also amazon america american americans android
apple asia asian aunt australia australian austria austrian belgian belgium best billing bluetooth
bot brazil brazilian britain british canada canadian chile china chinese christ christian christmas
colombia company cortana crew croatia croatian cyprus czech czechia dad daddy danish date dear
december denmark dot dutch easter ebay echo egypt email england english equifax estonia estonian
europe european everyone experian facebook father fax february finland finnish folks france french
friday gentlemen german germany god good google grandma grandpa great greece greek greenland guys
hello hey hi however hungarian hungary iceland icelandic india indian info internet ipad iphone
ireland irish islam israel italian italy january japan japanese jesus jewish july june kenya korea
korean ladies latin lord love march mastercard mexican mexico microsoft mobile mom mommy monday
mother mum muslim name netflix netherlands nice nigeria norway norwegian november october office ok
okay pakistan paypal personal phone please poland polish portugal portuguese romania russia russian
samsung santa saturday scotland scottish seller september serbia singapore siri slovakia slovenia
sony sorry spain spanish staff subject sunday support sweden swedish swiss switzerland taiwan team
tel thai thank thanks thursday title transunion tuesday turkey turkish uk ukraine ukrainian uncle
usa user vietnam vietnamese visa wales website wednesday well welsh wifi windows yes
`);
