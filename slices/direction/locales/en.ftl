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

# Tabs
nav = Common direction
tab-poster = The poster
tab-foundation = Foundation for leadership and governance
tab-competences = Leadership competences
tab-commission = The commission
tab-terms = Common language
tab-versions = Versions
tab-draft = Edit and publish
tab-files = Files

notice-draft = You are looking at the draft. It has not been published.
notice-number = You are looking at version { $number } of { $day }.
notice-link = See the version in force

empty-heading = Nothing here yet
empty-office = Begin by loading a blueprint. Then you can edit the words until they are your own, and publish them.
empty-others = The programme office is writing the common direction. It will be here when it is published.
empty-action = Load a blueprint

# Poster and foundation
poster-print = Print the page from your browser, and the poster fills an A3 sheet.
edit = Edit
edit-poster = Edit the poster's text
example = example
fields-heading = The four fields
compass-title = The four fields on two axes
compass-text = Each field lies where its ends and means meet. The same places are in the table below the figure. Where a field lies differs between drawings.
compass-table = The fields and their places
compass-field = Field
compass-short = In short
part-ends-short = Ends
part-means-short = Means
guideposts-heading = The four guideposts
guideposts-example = Guideposts marked example are made up. Write your own instead.
expectations-heading = What can be expected of a leader
expectations-lead = Each expectation has two sides: governance and leadership. Choose one to see both sides and to trace it up to the vision.
ties-fields = Belongs to the fields
ties-guideposts = Belongs to the guideposts
ties-expectations = Belongs to the expectations

thread-heading = The thread
thread-lead = Where the expectation comes from, and what builds on it.
thread-aims = Aims of the vision
thread-here = You are here.
thread-fields = Fields
thread-guideposts = Guideposts
thread-competences = Leadership competences
thread-recommendations = From the commission
thread-hole = Here is a hole: nothing is tied to it yet.
thread-whole = See the whole thread
thread-whole-lead = Everything we do can be followed up to the common direction, and each aim down to what happens in daily operations.
thread-down = From vision to daily operations
thread-up = From daily operations to vision
thread-expectations = Expectations of leaders
thread-what = What we do
thread-kind = Kind
holes-heading = Holes in the thread
holes-none = There are no holes: every aim, field and guidepost has something that builds on it.
hole-aim-unexpected = No expectation of leaders follows from the aim “{ $name }”
hole-aim = Nothing that we do serves the aim “{ $name }”
hole-field = Nothing that we do practises the field “{ $name }”
hole-guidepost = Nothing that we do practises the guidepost “{ $name }”
hole-expectation = Nothing that we do practises the expectation “{ $name }”
hole-competence = Nothing that we do practises the competence “{ $name }”

competences-heading = Leadership competences of the future
competences-lead = What a leader practises. The competences are taken from the foundation for leadership and governance.
competence-from = Taken from the expectations:

commission-heading = Recommendations of the Leadership and Management Commission
commission-lead = The seven themes, and what we have taken from them.
commission-partial-heading = This is not the whole list
commission-partial = The commission gave 28 recommendations in June 2018. Only the entries that we work with are here, in our own words. An entry is verified when its meaning has been held against the source.
commission-none = We have not taken anything from here yet.
commission-number = number { $number }
verified = Verified in the source
unverified = Not verified

terms-lead = Words we use about leadership and governance. They become links where they stand in a text.

# Versions
versions-lead = Everything that has been in force is kept. Choose a version to see what was changed.
versions-none = When something has been published, you can see here when that was and what was changed.
version-column = Version
version-number = Version { $number }
version-day = Published
version-author = By
version-note = What is new
version-by = Published { $day } by { $author }.
version-read = Read this version
version-download = Download as files
version-changes = Changed since version { $number }
version-same = Nothing has changed.
version-first = This is the first version.
compare-with = Compare with
compare = Compare
change-added = New ({ $kind }): { $name }
change-removed = Removed ({ $kind }): { $name }
change-altered = Changed ({ $kind }): { $name }
change-reordered = New order ({ $kind })
piece-gone = Removed:
piece-new = New:
in-danish = { $part } in Danish
in-english = { $part } in English
yes = yes
no = no

# Edit and publish
draft-none = There is no draft. Choose something below and edit it, and a draft begins. Nobody else sees it until you publish.
draft-by = The draft was last changed { $day } by { $author }. Only the programme office can see it.
draft-read = Read the draft as it will be
draft-changes = What the draft changes
draft-first = Everything is new, for nothing has been published yet.
draft-same = The draft says the same as the version in force.
note-label = What is new?
note-hint = One sentence for those who read the versions later.
publish = Publish
discard = Discard the draft
published = Version { $number } is published. Everybody can see it now.
discarded = The draft is discarded. The version in force is unchanged.
kinds-heading = Edit
kind-heading = { $word ->
    [vision] The poster's text
    [aim] Aims of the vision
    [foundation] The foundation's text
    [expectation] Expectations
    [axis] Axes
    [field] Fields
    [guidepost] Guideposts
    [competence] Leadership competences
    [source] Sources
    [theme] The commission's themes
    [recommendation] The commission's recommendations
    [term] Common language
   *[other] { $word }
 }
add-kind = { $word ->
    [aim] Add an aim
    [expectation] Add an expectation
    [field] Add a field
    [guidepost] Add a guidepost
    [competence] Add a competence
    [source] Add a source
    [theme] Add a theme
    [recommendation] Add a recommendation
    [term] Add a word
   *[other] Add
 }
edit-heading = Edit { $noun }: { $name }
edit-lead = What you save goes into the draft. Only the programme office sees it until the draft is published. English can wait; then the Danish text is shown.
markdown-hint = An empty line begins a new paragraph. ## before a line makes it a heading, *one star* gives italics, and **two stars** give bold.
lines-hint = One on each line.
choose = Choose
preview = See how it will be
preview-heading = This is how it will be
preview-changes = What you change
save = Save in the draft
saved = Saved in the draft.
remove-link = Remove it
remove-heading = Remove { $noun }: { $name }?
remove-lead = It will be removed from the draft. The version in force is unchanged until the draft is published.
remove = Remove
remove-back = Cancel
removed = Removed from the draft.
refused-nothing = The draft says the same as the version in force, so there is nothing to publish.
refused-draft-moved = Somebody else has changed or published the draft meanwhile. Nothing was done. Look at it as it is now, and try again.
refused-changed = Somebody else has changed the same thing meanwhile. Nothing was saved, and what you wrote is still here. Save again if yours is to hold.
refused-gone = It is not there any more; somebody else has removed it meanwhile. Nothing was saved.
refused-tied = Other things refer to it, so it cannot be removed yet. Remove the references first:
theirs-heading = The difference from what it says now to what you wrote
not-a-whole = Write a whole number, or leave the field empty
not-a-place = Write a number from -1 to 1

# Files
files-lead = The common direction can be downloaded as text files, edited in a text editor and loaded again without loss.
files-download-heading = Download
files-download = Download the version in force
files-download-draft = Download the draft
files-upload-heading = Load
files-upload-lead = The files become the draft when they are without fault. If there is a fault, nothing is saved, and the faults are shown here with file, line and remedy.
upload-label = Zip file
upload-hint = A blueprint, or a folder direction with its files. Of a whole blueprint only the folder direction is read here.
upload = Load as draft
upload-missing = Choose a zip file
upload-not-zip = The file is not a zip file. Pack the folder as zip, and try again.
upload-too-large = The zip file is larger than any blueprint. Put only the blueprint's files into it.
upload-not-text = { $path } is not saved as UTF-8. Save the file as UTF-8, and try again.
upload-no-direction = The zip file has no folder direction. Pack the folder that direction lies in.
upload-faulty = { $count ->
    [one] There is one fault in the files. Nothing was saved. Correct it, and load again.
   *[other] There are { $count } faults in the files. Nothing was saved. Correct them, and load again.
 }
uploaded = The files are loaded as the draft. See what they change, and publish them when they are right.
faults-caption = Faults in the files
fault-file = File
fault-line = Line
fault-column = Column
fault-message = Fault
fault-remedy = How to correct it

# The export of everything
export-file = the common direction in force, as a file of a blueprint folder
