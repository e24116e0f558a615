# Kinds and parts
kind-vision = vision
kind-aim = aim
kind-foundation = foundation
kind-expectation = expectation
kind-axis = axis
kind-field = field
kind-guidepost = guidepost
kind-competence = competence
kind-source = source
kind-theme = theme
kind-recommendation = recommendation
kind-term = word

part-title = Title
part-name = Name
part-lead = Introduction
part-short = In short
part-text = Text
part-question = Question for daily work
part-steering = Governance
part-leadership = Leadership
part-low = At the low end (-1)
part-high = At the high end (1)
part-ends = Place on the axis of ends, from -1 to 1
part-means = Place on the axis of means, from -1 to 1
part-aims = Aims
part-fields = Fields
part-guideposts = Guideposts
part-expectations = Expectations
part-theme = Theme
part-source = Source
part-number = Number in the source
part-verified = Held against the source
part-example = Example (made up)
part-forms = Inflections
part-see = See also
part-linked = The word becomes a link where it stands in a text

# Faults in the files
fault-no-aim = The expectation '{ $key }' belongs to no aim
fault-no-aim-remedy = Write at least one aim in aims, so that the expectation can be traced up to the vision
fault-position = The place lies outside the axis
fault-position-remedy = Write a number from -1 to 1
fault-number = The number belongs to an entry that has not been held against the source
fault-number-remedy = Read the entry in the source and write verified = true, or remove the number
fault-form = '{ $form }' already belongs to the word '{ $other }'
fault-form-remedy = Leave the inflection with one word
