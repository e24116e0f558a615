# Slags og dele
kind-vision = vision
kind-aim = mål
kind-foundation = grundlag
kind-expectation = forventning
kind-axis = akse
kind-field = felt
kind-guidepost = pejlemærke
kind-competence = kompetence
kind-source = kilde
kind-theme = tema
kind-recommendation = anbefaling
kind-term = ord

part-title = Titel
part-name = Navn
part-lead = Indledning
part-short = Kort sagt
part-text = Tekst
part-question = Spørgsmål til hverdagen
part-steering = Styring
part-leadership = Ledelse
part-low = I den lave ende (-1)
part-high = I den høje ende (1)
part-ends = Plads på aksen for mål, fra -1 til 1
part-means = Plads på aksen for midler, fra -1 til 1
part-aims = Mål
part-fields = Felter
part-guideposts = Pejlemærker
part-expectations = Forventninger
part-theme = Tema
part-source = Kilde
part-number = Nummer i kilden
part-verified = Holdt op mod kilden
part-example = Eksempel (er fundet på)
part-forms = Bøjninger
part-see = Se også
part-linked = Ordet bliver til et link, hvor det står i en tekst

# Fejl i filerne
fault-no-aim = Forventningen '{ $key }' hører ikke til noget mål
fault-no-aim-remedy = Skriv mindst ét mål i aims, så forventningen kan følges op til visionen
fault-position = Pladsen ligger uden for aksen
fault-position-remedy = Skriv et tal fra -1 til 1
fault-number = Nummeret står ved en indgang, der ikke er holdt op mod kilden
fault-number-remedy = Læs indgangen i kilden og skriv verified = true, eller fjern nummeret
fault-form = '{ $form }' hører allerede til ordet '{ $other }'
fault-form-remedy = Lad bøjningen stå ved ét ord
