noun-field = felt
noun-guidepost = pejlemærke
no-field = Redskabet har intet felt
no-field-remedy = Skriv mindst ét felt i fields; det første er dets hjemsted
span = Det mindste tal skal være mindst 1 og højst det største
span-remedy = Skriv for eksempel { "{" } least = 30, most = 60 { "}" }
minutes-apart = Trinene tager { $sum } minutter, men der står fra { $least } til { $most }
minutes-apart-remedy = Ret trinenes minutter, eller ret minutes
few-da = Der er { $there } situationer på dansk
few-en = Der er { $there } situationer på engelsk
few-remedy = Skriv mindst { $least } på hvert sprog, med ord, som en leder selv ville bruge
why-situation = Fordi du søgte på { $words }: redskabet er til »{ $said }«.
why-name = Fordi { $words } står i redskabets navn.
why-summary = Fordi du søgte på { $words }: »{ $said }«
why-mended = Vi læste »{ $written }« som »{ $meant }«.
why-size = Tager { $minutes-least } til { $minutes-most } minutter, for { $people-least } til { $people-most } deltagere.
nothing = Ingen redskaber passer på det. Prøv med andre ord, eller med færre.
minutes-people = { $minutes-least }-{ $minutes-most } min., { $people-least }-{ $people-most } deltagere

# Siderne
nav = Redskabskassen
lead = Beskriv den situation, du står i, med dine egne ord. Så siger vi, hvad der kan hjælpe, og hvorfor.
ask-words = Hvad står du i?
ask-hint = For eksempel: konflikt mellem to teams
ask-narrow = Kun redskaber, der passer til
ask-minutes = Minutter, I har
ask-people = Hvor mange I er
ask-go = Find redskaber
any-field = Alle felter
any-guidepost = Alle pejlemærker
all = { $count ->
    [one] Ét redskab
   *[other] Alle { $count } redskaber
}
fitting = { $count ->
    [0] Intet passer
    [one] Ét redskab passer
   *[other] { $count } redskaber passer
}
show-all = Vis alle
mine = Mine redskaber
none = Redskabskassen er tom
none-text = Forløbsledelsen lægger redskaber op sammen med forløbet.
fact-size = Tid og deltagere
fact-field = Felt
fact-guidepost = Pejlemærke
fact-material = Det skal I bruge
may-copy = Må kopieres.
may-show = Må kun vises.
until = Må bruges til og med { $date }.
over = Må ikke bruges længere.
rights = Ejer: { $owner }. Licens: { $licence }.
not-printed = Redskabet må kun vises og kan derfor ikke udskrives.
save = Gem redskabet
drop = Fjern fra mine redskaber
saved-flash = Redskabet ligger nu øverst i redskabskassen.
dropped-flash = Redskabet er fjernet fra dine.
steps-heading = Sådan gør I
step-minutes = { $minutes } min.
pitfalls-heading = Det går tit galt, når
situations-heading = Situationer, hvor det hjælper
source-heading = Hvor det kommer fra
export-tool = Et redskab, som det kan læses ind igen
