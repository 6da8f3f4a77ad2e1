/** Everyday words that stand near a word of time or of a skill; they are right as they are. */
export const commonWords: ReadonlySet<string> = new Set(
  `none nothing nobody form forms from farm firm actually house home moth fry mart sunny money honey many may made mode male mile make wake cake rake take lake later water wine wife wide life like line list lint last lost cost post past fast vast cast case base vase phase phrase
  day days say says pay way ways may bay lay hay ray might night light right sight fight weight eight height not hot lot dot got pot put cut but bit big bag bug bus gas gym car cat cap cup can fan man men pen ten tin bin win wind
  find mind kind king ring sing sang song long lung bring bread broad board bored born burn turn term team tea ten tent rent sent send sand hand land band bank thank think thing this thin than then when where there here hear heart
  hour our out shout about above love live leave leaf deaf dear deal meal meat meet feet feed need seed see sea seat set sit site side size sing sick pick lick kick trick track truck trunk drunk drink brink pink park part party pretty
  month mouth south north both bath path math moth week weak peak speak break bleak steak stake shake share shape shade made head bed bad dad sad mad had has was wash watch catch match march arch search church lunch bunch punch
  bench beach teach reach each every very vary carry marry merry berry cherry sherry sorry story store shore short shirt shift gift lift left felt belt bell tell sell cell call ball fall wall tall hall all ill bill fill kill will mill
  pill hill till still skill spill spell small smell shell year years ear near fear bear wear tear team steam cream dream bream main mail rain train brain grain drain pain paint print point joint join coin corn born cord card hard yard
  yarn warm arm army art cart chart start smart mart fort sort port sport spot shot shop ship chip chop drop crop creep sleep sheep cheap cheat treat great greet green queen seen been bean bin date data rate late plate state estate
  gate hate mate fate time dime lime crime prime prize price rice nice mice dice ice slice advice device service serve nerve curve carve cave save wave gave give five dive drive arrive alive olive move love glove dove stove shove
  above copy cope hope rope soap soup group room broom book look cook hook took foot food good wood mood moon soon noon spoon spot tool pool school cool wool fool roof proof root boot boat goat coat coal goal gold cold bold hold told
  fold food loan lean clean clear bear beer deer deep keep peep beep been free tree three threw throw grow know snow show slow flow blow blue glue clue club tub tube cube cute cut nut hut shut but bus busy buzz fuzz fuss loss boss
  toss cross gross grass glass class pass mass less press dress stress address access success process princess staff stuff sniff cliff bluff fluff muffin coffee office officer offer order older under wonder thunder tender render
  gender garden warden wooden golden broken token spoken chicken kitchen kitten mitten written bitten button cotton bottom button mutton carton cartoon pardon person reason season lesson lemon melon salon saloon balloon
  tick tock ticket pocket rocket socket packet jacket racket basket casket market target carpet trumpet planet magnet cabinet internet bonnet sonnet plan plane planet plant planed please place palace plate play player prayer
  mum mom mummy dad daddy son sun aunt uncle baby boy girl lady dog pet vet vat tax tag tap top tip trip strip stripe tripe gripe grape drape shape tape type pipe ripe wipe swipe wife knife life strife
  data dots dune dusk dust just must rust trust crust bust best rest test vest west nest pest quest guest chest list mist fist twist wrist  mask desk disk risk whisk brisk ask asks sock socks sick
  invoice invite voice choice noise poise raise praise price pride bride ride wide tide hide guide glide slide slides side aside inside beside besides outside upside
  bike bake bakery battery butter better letter latter matter litter bitter filter winter printer painter pointer planter plaster master faster water waiter wait gait bait weight straight eight
  update upload upgrade until untie unit unite united union onion opinion option motion notion nation station ration action auction section session mission passion fashion mansion pension tension version vision
  monitor monkey money monk month mound moody mood moody sundae sunday fried friend friends fridge bridge judge budget gadget widget midget morning mourning warning running evening opening meaning cleaning
  adds aid ads ago age ages aging apple apply ample sample simple single signal singer finger ginger anger danger stranger range orange change charge large merge forge george gorge
  car cars scar care cars cards scared score scores core more bore tore fore wore before store stored stop stops stopped step steps stem stew stay
  paper papers pepper pages page paged pager wager wages eager sorted sort passport support report reports sport spots
  drum drums dream dreams dress drama rema rental dental mental metal petal pedal medal model modal module
  edit editor credit debit habit rabbit orbit visit visitor exit exist list lists listen listened
  sing sign signs signed resign design assign again gain main gym gum gun guns guy guys buy buys bay boy boys toy toys joy
  mobile hotel motel novel level lever fever never ever even seven eleven given driven haven heaven oven open opens opened
  sync since science silence licence license sentence fence hence pence peace piece niece fleece police policy polish finish english spanish danish dish wish fish
  cal jo bo mo lo hi he her hers him his she they them their theirs we us ours you your yours me my mine i it its what who why how whom whose which while
  yoga gala gig gigs vet wifi pin code codes coded coder gate gates locker tyre tyres tire bins bin bulb tiles tile tils fence roof attic oven kiln lamp lamb lambs cats dogs vase mats maths mat rug rugs kit kits
  dean june july joan jean jane jan dec decor decors octopus sept nova november movember wedding welding marching
  dinner diner thinner winner sinner inner outer lunch brunch branch breakfast party parts
  poem poet joke jokes news weather whether leather feather father mother brother other another either neither
  turn lights light french france german germany english euro euros mile miles convert concert concerts desert dessert insert expert export import
  table cable fable stable able label labels lapel panel channel tunnel funnel fuel duel dual deal
  hair hairs chair chairs stairs pair pairs fair repair prepare compare spare square share shared
  ham jam yam dam ram exam gram cream roam foam soap soup spoon forks fork work works word words world sword lord ford
  cable bold boiler broiler toilet toiler oiler spoiler trailer tailor sailor sailing mailing nailing
  cheese choose chose close closes closed clothes cloth clock block black slack stack snack track crack pack packs back backs lack sack rack
  dish wash dash cash crash trash rash bash flash slash splash smash
  heard whatever fire met though red seem known movie lie thinks forgot spend personal pleasure fat protect field pants states apart stars closer tie wet pig butt commander
  slept criminal ally wherever sue officers witch rise closet awake mighty shoulder amen writer precious cancer plain creature thrown reporter ease convince slave
  seek planes starving messed worrying sides classes net bum sore liver shown pro flies thick remote theme shave activity mistaken string producer thus thirsty pan handy
  fights weed boo produce worker creative executive drown statue bee constant lit blank fee pace contrary proposal wee compete prior fur ski minus moore importance chains stitch ideal misses
  annual prosecutor automatic shelf resort yea eighth tubes detention mines pounding organs nude shorter contracts tow classy wheat sticky feathers seeking poop defeated programs spying mouths
  stalking produced fracture waist sip opinions speeding par recorder maker moaning alter swept thorough comments starved rehearse publisher ruins vent remained caller contents container planets
  pasta ops devotion scrape teen donor extent steering manly ale fiance attended sewing tunes stalling critic bumpy heave lasagna starters haunt finishes await whereas pots goody via prospect
  detected reindeer homey righty summit boiled melting priorities lotion telly flour deception contractor ban phoney tucked isolation loner lefty needy arise clinical linen protector thingy drone
  fiend dairy vista starter compelled delusion overdose stomp fractures stirring appendix eighty ideals stoop startled steep skulls latte loo odor concealed pleading soothing suspense prospects
  cod sterling midway crashes boar pans beak contrast projection impotent plains budge brook plank bale starling pavement intro cot tickled emory lest statues urn sow painters connects milky cello
  surge strand detain acre overload outgoing apt rewind paste assisted sturdy wrapper detection vents planner frail mints shortest panicking quartet toot parson weakened construct linger latex
  sloth famished electrician delegate aviation donut trough pointers contests contradict starch crease rehearsed bowler overture fixtures registry variation pacing furnished liner spraying
  combing mounting optional potions dismissal reversal protests moths inflation collie spout overalls filet doves eraser palate portions brill hoe hiss packaging bard spills relocation width wok
  watery vocation launcher meanings statutes eleventh pate`
    .split(/\s+/)
    .filter(Boolean),
)

/** Names of people that stand near such a word: they are right as they are, too, but name somebody. */
export const nearNames: ReadonlySet<string> = new Set(
  `abel albert amy ben billy bing carey clare dante earl ed edith emil fred herr homer ida lin mae manny marc moe norma norman pat rach sandy steven stuart sven
  tilly tim walter willy`.split(/\s+/),
)
