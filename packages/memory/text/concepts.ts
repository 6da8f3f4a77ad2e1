/**
 * Words of work in English and German that stand for nearly the same: one line a concept, the most usual word of each language first. German words
 * also as they stand in compounds (`liefer`). Written for what offices write, so that a question finds a text in other words or the other language.
 */
export const concepts = `
date | datum termin
day days | tag tage
price cost charge rate fee tariff | preis kosten gebuhr tarif kostet kostenpunkt
amount sum total | betrag summe gesamt hohe
pay payment paid | zahlen zahlung bezahlen bezahlt zahl auszahlen auszahlung ausgezahlt
invoice bill | rechnung rechnungs faktura
salary wage wages pay earnings compensation | gehalt lohn vergutung verdienst bezuge
earn | verdienen verdient
bonus premium reward | bonus pramie pramien
discount rebate | rabatt nachlass skonto
surcharge supplement | zuschlag aufschlag aufpreis
penalty fine | vertragsstrafe strafe ponale
credit | gutschrift kredit guthaben
deposit security guarantee | kaution sicherheit burgschaft
rent lease tenancy | miete mieten miet mietzins pacht
leasing lease | leasing
landlord lessor | vermieter
tenant lessee | mieter
loan lend borrow | darlehen leihen verleihen leih ausleihen
budget | budget etat haushalt
tax | steuer steuern
revenue turnover sales | umsatz erlos
profit margin | gewinn marge
loss damage | verlust schaden
refund reimburse reimbursement reimbursed | erstatten erstattung erstattet ruckzahlung
expense expenses | spesen auslagen ausgaben kosten
allowance | pauschale zulage
subsidy contribution grant | zuschuss forderung beitrag
money cash | geld bargeld
bank | bank
account | konto
contract agreement | vertrag vertrags vereinbarung abkommen
agree agreed | vereinbaren vereinbart
sign signature | unterschreiben unterschrift unterzeichnen
clause section paragraph | klausel abschnitt absatz paragraf
amendment addendum | nachtrag anderung zusatz
notice termination cancel terminate cancellation end | kundigung kundigen kundigungs beenden storno stornieren
period term duration | frist dauer laufzeit zeitraum
deadline due | frist termin falligkeit fallig
extend extension renewal renew | verlangern verlangerung
expire expiry | ablaufen ablauf verfallen
valid validity | gultig gultigkeit gelten gilt
liability liable | haftung haften
warranty guarantee | gewahrleistung garantie
insurance insured cover | versicherung versichert versicherungs
deductible excess | selbstbeteiligung selbstbehalt
claim | anspruch forderung
lawyer attorney counsel legal | anwalt rechtsanwalt jurist recht rechts
court | gericht
law | gesetz recht
secret confidential confidentiality secrecy | geheim vertraulich geheimhaltung vertraulichkeit
patent | patent
licence license | lizenz
allowed permission permit approval allow | erlaubnis genehmigung erlauben erlaubt durfen gestattet genehmigt
approve approval approved | genehmigen genehmigt freigeben freigabe
forbidden prohibited ban | verboten verbot untersagt
rule policy guideline regulation directive | regel richtlinie vorschrift regelung ordnung
delivery deliver shipment shipping ship | lieferung liefern liefer geliefert versand zustellung
supplier vendor | lieferant lieferanten zulieferer
customer client buyer | kunde kunden kundin
dealer distributor reseller | handler vertriebspartner
partner | partner
order | bestellung bestellen bestell auftrag auftrags
offer quote quotation | angebot angebots offerte
purchase buy purchasing procurement bought | einkauf kaufen kauf einkaufs beschaffung gekauft einkaufe anschaffung
sell selling sales sold | verkauf verkaufen vertrieb vertriebs verkauft
freight transport carriage haulage haulier carrier | fracht transport spedition
parcel package packaging packing | paket verpackung packung
pallet | palette paletten
warehouse storage store depot | lager lagerhalle lagerung lagern depot
hall | halle hallen
stock inventory | bestand vorrat inventur
goods merchandise | ware waren guter
import | import einfuhr
export | export ausfuhr
customs | zoll
receive receipt arrival arrive | empfangen erhalten eingang ankunft eintreffen
incoming | eingehend eingehende eingang
outgoing | ausgehend ausgang
return | ruckgabe rucksendung zuruckgeben zurucksenden retoure
complaint | reklamation beschwerde beanstandung
late delay delayed lateness | verspatung verzogerung verspatet verzug spat
early | fruh
time hour hours | zeit uhrzeit stunde stunden
week | woche
month monthly | monat monatlich monats
year yearly annual | jahr jahrlich jahres
quarter | quartal viertel
today | heute
tomorrow | morgen
yesterday | gestern
begin start beginning started | beginn beginnen beginnt begonnen anfang anfangen start starten
stop finish end | ende enden aufhoren schluss
schedule plan timetable | plan zeitplan fahrplan terminplan
appointment meeting | termin besprechung sitzung meeting
minutes record protocol | protokoll niederschrift
decide decision decided | entscheiden entscheidung beschluss beschlossen entschieden
discuss talk discussion | besprechen diskutieren gesprach besprochen
agenda topic subject | tagesordnung thema
manager boss supervisor superior lead | vorgesetzter vorgesetzte chef leiter chefin fuhrungskraft
management board directors | geschaftsfuhrung geschaftsleitung vorstand leitung
director head | direktor leiter leiterin leitung
lead leads led | leiten leitet fuhren fuhrt geleitet
team group | team gruppe mannschaft
department division | abteilung bereich
employee staff worker personnel workforce | mitarbeiter mitarbeiterin angestellte personal beschaftigte arbeitnehmer
colleague coworker | kollege kollegin
apprentice trainee | auszubildende lehrling azubi
intern internship | praktikant praktikum
candidate applicant application | bewerber bewerbung kandidat
hire hiring recruit recruitment | einstellen einstellung anwerbung
job position post vacancy | stelle stellen arbeitsplatz posten
interview appraisal | gesprach vorstellungsgesprach mitarbeitergesprach
training course education development | schulung weiterbildung fortbildung ausbildung kurs weiterbildungs
probation trial | probezeit probe
resignation resign leave quit | kundigung ausscheiden
holiday vacation leave | urlaub urlaubs ferien
holidays holiday | feiertag feiertage
sick ill illness sickness disease | krank krankheit erkrankt krankmeldung
doctor physician | arzt arztin
pregnancy maternity parental | schwangerschaft mutterschutz elternzeit eltern
child children | kind kinder
wedding marriage married | hochzeit heirat
death die dead | tod sterben
birth born birthday | geburt geboren geburtstag
home remote | homeoffice zuhause heim daheim heimarbeit
office | buro buros geschaftsstelle
work working job office | arbeit arbeiten arbeits
overtime | uberstunden mehrarbeit
shift | schicht schichten
break pause | pause
flexitime flextime | gleitzeit arbeitszeitkonto zeitkonto
pension retirement retire | rente pension altersvorsorge ruhestand
works-council council | betriebsrat
election vote | wahl abstimmung
strike | streik
travel trip journey | reise reisen dienstreise fahrt
flight fly plane airline | flug fliegen flugzeug
train railway | zug bahn
hotel accommodation overnight | hotel ubernachtung unterkunft
meal meals food lunch | essen mahlzeit verpflegung mittagessen
canteen cafeteria | kantine
car vehicle automobile | auto wagen fahrzeug pkw
company-car | dienstwagen firmenwagen
truck lorry van | lastwagen lkw transporter
bicycle bike cycling | fahrrad rad fahrrader
parking | parken parkplatz stellplatz
fuel petrol gasoline | benzin kraftstoff treibstoff
kilometre kilometer | kilometer
drive driver | fahren fahrer
visit visitor guest | besuch besucher gast gaste
abroad foreign | ausland auslandisch
country | land
city town | stadt
address | adresse anschrift
phone telephone call mobile cellphone | telefon anruf anrufen handy telefonisch
mail email | mail email post
letter | brief schreiben
message | nachricht
newsletter | newsletter rundbrief
password passphrase | passwort kennwort
account login | konto anmeldung zugang
access | zugang zugriff zutritt
computer pc workstation | computer rechner pc
laptop notebook | laptop notebook
screen monitor display | bildschirm monitor anzeige
printer print | drucker drucken
network | netz netzwerk
wifi wireless wlan | wlan funknetz
internet web | internet netz
website page | webseite internetseite website
server | server
software program application | software programm anwendung
device equipment | gerat gerate ausstattung ausrustung
backup | sicherung datensicherung
restore recover | wiederherstellen wiederherstellung
update upgrade | aktualisierung aktualisieren
version release revision | version ausgabe stand
error fault failure malfunction defect bug | fehler storung defekt ausfall mangel
outage breakdown downtime | ausfall storung
cause reason why | ursache grund warum weshalb
solution fix remedy | losung behebung abhilfe
repair mend fix | reparatur reparieren
maintenance service servicing | wartung warten instandhaltung
spare replacement part parts | ersatzteil ersatz teil teile
replace exchange | ersetzen austauschen tauschen wechsel
install installation mount mounting | einbau einbauen montage montieren installieren installation aufstellung
connect connection pair pairing link | verbinden verbindung anschliessen anschluss koppeln kopplung
controller control-unit control unit | steuergerat steuerung regler steuer
device unit | gerat einheit
manual instructions handbook | handbuch anleitung betriebsanleitung bedienungsanleitung
settings setting configure | einstellung einstellungen einstellen
reset | zurucksetzen
switch | schalter schalten
button | taste knopf
light lamp | licht lampe leuchte
cable wire | kabel leitung
plug connector | stecker
battery | batterie akku
electricity power current electric | strom elektrizitat elektrisch
energy | energie
gas | gas
water | wasser
oil | ol
heat heating | heizung warme heiz
cold cooling | kalt kuhlung
temperature | temperatur
pressure | druck
flow throughput | durchfluss fordermenge
noise loud sound | larm gerausch laut
weight weigh | gewicht wiegen
length long | lange lang
height high tall | hohe hoch
width wide | breite breit
depth deep | tiefe tief
size dimension dimensions | grosse abmessung masse
colour color | farbe
material | material werkstoff
steel | stahl
metal | metall
rubber | gummi
plastic | kunststoff plastik
seal gasket | dichtung dichtungen gleitringdichtung
leak leaking leakage leaky | undicht leck leckage
housing casing | gehause
bearing | lager kugellager
motor engine | motor
pump | pumpe pumpen
valve | ventil
filter | filter
pipe tube hose | rohr schlauch leitung
screw bolt | schraube
tool | werkzeug
machine machinery | maschine maschinen anlage
lathe | drehmaschine drehbank
milling | frase frasmaschine
welding | schweissen schweiss
robot | roboter
forklift | gabelstapler stapler
crane | kran
lift elevator | aufzug fahrstuhl
production manufacturing manufacture series | produktion fertigung herstellung serienproduktion serie serien
produce make | herstellen produzieren
assembly | montage zusammenbau
plant factory works | werk fabrik betrieb
quality | qualitat qualitats
test testing check inspection inspect examine | prufung prufen pruf test kontrolle
measure measurement | messung messen mess
calibrate calibration | kalibrieren kalibrierung kalibriert
audit auditor | audit prufung auditor
certificate certification | zertifikat zeugnis bescheinigung
standard norm | norm standard
acceptance | abnahme
batch lot | charge los
sample specimen | muster probe
drawing | zeichnung
prototype pilot | prototyp muster
specification requirement requirements | anforderung lastenheft pflichtenheft spezifikation
project | projekt
goal aim target objective | ziel
result outcome | ergebnis resultat
report | bericht meldung
notify announce inform tell report | melden mitteilen ankundigen anmelden informieren gemeldet
risk danger hazard | risiko gefahr
safety | sicherheit arbeitsschutz
accident injury hurt injured | unfall verletzung verletzt
fire | feuer brand
alarm | alarm
emergency | notfall not notfalle
evacuation | evakuierung raumung
assembly-point assembly point | sammelplatz sammelstelle treffpunkt
first-aid first-aider | ersthelfer
protective protection | schutz schutzausrustung
helmet shoes glasses | helm schuhe brille
chemical chemicals solvent toxic hazardous | chemikalie losungsmittel gefahrstoff giftig gefahrlich
environment sustainability | umwelt nachhaltigkeit
waste rubbish disposal | abfall mull entsorgung
emission emissions carbon | emission emissionen
solar | solar sonne
privacy data-protection | datenschutz
data | daten
officer | beauftragter beauftragte
delete erase remove | loschen entfernen geloscht
store keep retain retention kept | aufbewahren aufbewahrung speichern behalten aufbewahrt
archive | archiv
file document paper | datei dokument akte unterlage akten
copy | kopie
photo photograph picture image | foto bild fotografie
video camera surveillance | video kamera uberwachung
key | schlussel
door gate | tur tor
room | raum zimmer
floor storey | stock etage stockwerk
building house | gebaude haus
clean cleaning | reinigung reinigen putzen gereinigt
wall | wand
window | fenster
kitchen coffee | kuche kaffee
move moving relocation | umzug umziehen verlegen
neighbour neighbor | nachbar
lose lost loss missing | verlieren verloren verlust fehlend
steal stolen theft | gestohlen diebstahl
find found | finden gefunden
send | senden schicken verschicken
bring | bringen mitbringen
change modify alter | andern anderung wechseln
increase raise rise | erhohung erhohen steigen preiserhohung
decrease reduce reduction fall lower | senken senkung verringern sinken
limit maximum ceiling | grenze hochstens maximum limit obergrenze
minimum least | mindestens minimum
number quantity count | anzahl nummer menge zahl
serial-number | seriennummer
percent percentage share | prozent anteil
size area square | flache quadratmeter
new | neu neue neuer
old former previous | alt alte fruher ehemalig
current present | aktuell derzeitig gegenwartig
next | nachste nachster
last | letzte letzter
first | erste erster
free | kostenlos frei gratis
open | offen offnen
closed close closing | geschlossen schliessen
responsible responsibility charge | verantwortlich zustandig verantwortung
contact | kontakt ansprechpartner
founder found founded | grunder grundung gegrundet
owner | eigentumer inhaber
competitor rival competition | wettbewerber konkurrent konkurrenz wettbewerb
market | markt
marketing advertising advertisement | marketing werbung
fair exhibition trade-fair | messe ausstellung
press journalist reporter media | presse journalist medien
brand trademark | marke
product article item | produkt artikel
campaign | kampagne
event party celebration | veranstaltung feier fest
christmas | weihnachten weihnachts weihnachtsfeier
easter | ostern
summer | sommer
winter | winter
gift present donation donate | geschenk spende spenden
bribe corruption | bestechung korruption
anonymous | anonym
whistleblowing whistleblower wrongdoing | hinweisgeber missstand
conflict dispute | konflikt streit
attack hacker | angriff
phishing fraud scam | phishing betrug
virus malware | virus schadsoftware
encrypt encryption | verschlusselung
question ask | frage fragen
answer reply | antwort antworten
help support assistance | hilfe unterstutzung
idea suggestion proposal | idee vorschlag vorschlage
improve improvement | verbessern verbesserung verbesserungs
problem issue trouble | problem schwierigkeit
pet dog animal | haustier hund tier
glasses | brille
gym fitness sport sports exercise | sport fitness fitnessstudio
membership member | mitgliedschaft mitglied
ticket | ticket fahrkarte karte
public-transport bus tram | nahverkehr bus strassenbahn
language | sprache sprachen
translate translation | ubersetzung ubersetzen
name title | name titel bezeichnung
note notes | notiz vermerk
list | liste verzeichnis
table | tabelle
sheet | blatt
crisis | krise krisen
committee panel staff | ausschuss stab gremium
porter reception | empfang pfortner
mentor buddy sponsor | mentor pate
newcomer onboarding | einarbeitung neueinstellung
rate hourly | stundensatz
technician fitter engineer mechanic | techniker monteur ingenieur
expert specialist | experte fachkraft spezialist
scan digitize | scannen digitalisieren
page | seite
storage-place shelf | regal lagerort lagerplatz
swimming pool | schwimmbad becken
frost freeze frozen | frost gefrieren
rain | regen
flood | hochwasser uberschwemmung
call ring phone telephone dial | anrufen anruf telefonieren
stuck stranded trapped jammed blocked locked | eingeschlossen gestrandet blockiert festsitzen klemmt
quick quickly fast soon rapid prompt | schnell bald zugig
slow slowly | langsam
night overnight nighttime | nacht nachts
morning | morgen vormittag
evening | abend abends
weekend | wochenende
hour hotline line | hotline nummer
alcohol wine beer drink bottle | alkohol wein bier getrank flasche
clothes clothing wear dress | kleidung tragen anziehen
hand arm finger fingers | hand finger arm
leg foot | bein fuss
eye eyes | auge augen
hear hearing ear | gehor horen ohr
cut wound injure injured hurt | schnitt wunde verletzen verletzt
shake shaking vibrate vibration tremble | vibrieren schwingung vibration wackeln
hum buzz whine | brummen summen
drip dripping | tropfen tropft
burn burnt | brennen verbrennen
break broken crack cracked smash damaged | kaputt gebrochen gerissen beschadigt zerbrochen
torn tear rip | gerissen reissen
clog clogged blocked | verstopft verstopfung
swell swollen | gequollen geschwollen
rust corrosion corrode | rost korrosion
wear worn abrasion durable lifetime | verschleiss abnutzung haltbar lebensdauer
dirty dirt mud | schmutz schmutzig
sand sandy grit | sand
wet damp moisture | nass feucht
dry | trocken
place put location where site spot position | ort platz stelle standort
stand keep lie | stehen liegen
choose select pick decide chosen | wahlen auswahlen gewahlt
prefer recommend recommendation advise advice suggest | empfehlen empfehlung rat
avoid prevent prevention | vermeiden verhindern
promise promised commit | versprechen versprochen zusagen zusage
refuse reject decline rejected | ablehnen abgelehnt verweigern
accept | annehmen akzeptieren
confirm confirmation | bestatigen bestatigung
require required must mandatory obligatory necessary | erforderlich notig pflicht muss
possible | moglich
want wish request demand | wunsch wunschen anfrage verlangen
wait | warten
postpone postponed move shift delay | verschieben verschoben
plan planned intend | planen geplant vorhaben
grow growth | wachsen wachstum
develop developer research engineering | entwickeln entwicklung forschung
design | entwurf gestaltung
build built construct construction | bauen bau gebaut
equip provide supply | bereitstellen ausstatten stellen
use usage utilise | nutzen nutzung verwenden verwendung benutzen
operate operation run running | betreiben betrieb laufen
learn lesson lessons | lernen lehre erkenntnis
retrospective review looking-back | ruckblick
teach instruct instruction | unterweisen einweisung
know knowledge skill skilled trained experience | wissen kenntnisse erfahrung ausgebildet
degree qualification | abschluss qualifikation
successor replacement substitute deputy stand-in | nachfolger vertretung stellvertreter ersatz
retire retirement | ruhestand rente
takeover acquire acquisition buy merger | ubernahme ubernehmen kaufen
sister subsidiary branch location site | niederlassung zweigstelle standort filiale aussenstelle
headquarters | zentrale hauptsitz
british britain uk england english | britisch grossbritannien england englisch
german germany | deutsch deutschland
french france | franzosisch frankreich
italian italy | italienisch italien
europe european eu | europa europaisch
dutch netherlands | niederlandisch niederlande
region area district | region gebiet
company firm business enterprise corporation | firma unternehmen betrieb gesellschaft
utility utilities waterworks | stadtwerke versorger
agency studio | agentur studio
school | schule
hospital | krankenhaus
kindergarten daycare nursery | kindergarten kita
police | polizei
authority government | behorde amt
association | verband verein
record keep log | aufzeichnung protokoll
recording footage | aufzeichnung aufnahme
evidence proof receipt voucher | beleg nachweis quittung belege
photo snapshot | foto
form template | formular vorlage
signature sign-off | unterschrift
badge card chip | ausweis karte chip
wipe reset clear | loschen zurucksetzen
restart reboot | neustart neu starten
log-in sign-in authenticate authentication factor | anmelden anmeldung faktor
lock locked unlock | sperren gesperrt schloss
paste enter type input | eingeben eintragen
download | herunterladen
upload | hochladen
share shared sharing | teilen freigeben
folder directory | ordner
disk drive storage | festplatte speicher
cloud | cloud
migrate migration | umstellung migration umzug
virus-scan antivirus | virenscanner
chatbot ai chatgpt assistant artificial-intelligence | ki chatbot assistent
phone-list directory | telefonliste verzeichnis
extension | durchwahl nebenstelle
breakfast | fruhstuck
soup | suppe
bread roll sandwich | brot brotchen
salad | salat
vegetarian | vegetarisch
tea | tee
electric-car charging charge | elektroauto laden ladestation ladepunkt
tyre tire | reifen
inspection roadworthiness | hauptuntersuchung
mileage odometer | kilometerstand
road street | strasse
station | bahnhof
airport | flughafen
border | grenze
sea ship boat | schiff meer
air | luft
tree garden | baum garten
weather | wetter
heat hot warm | heiss hitze warm
ice snow | eis schnee
noise decibel quiet | larm dezibel leise
neighbourhood residents | anwohner nachbarn
trainee-ship apprenticeship | ausbildung lehre
woman women female | frau frauen
man men male | mann manner
age old | alter alt
family | familie
parent mother father | eltern mutter vater
friend | freund
boss-in-charge principal | chef
chairman chair president | vorsitzender vorsitz prasident
shareholder investor | aktionar gesellschafter investor
audience reader readers | leser publikum zielgruppe
success successful | erfolg erfolgreich
failure fail failed | scheitern gescheitert misserfolg
mistake wrong error | fehler falsch irrtum
true right correct | richtig korrekt
important | wichtig
urgent | dringend eilig
extra additional | zusatzlich extra
half | halb halfte
double twice | doppelt zweimal
average | durchschnitt
total-cost overall | gesamtkosten insgesamt
save savings saving | sparen einsparung ersparnis
spend spent spending | ausgeben ausgegeben
owe debt debtor | schulden
overdue reminder dunning | mahnung uberfallig
cash-box till | kasse
currency pound pounds dollar | wahrung pfund
interest | zins zinsen
depreciation write-off written-off | abschreibung
january | januar
february | februar
march | marz
april | april
may | mai
june | juni
july | juli
august | august
september | september
october | oktober
november | november
december | dezember
monday | montag
tuesday | dienstag
wednesday | mittwoch
thursday | donnerstag
friday | freitag
saturday | samstag
sunday | sonntag
`
