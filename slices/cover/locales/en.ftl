nav = Operations first
save = Save
saved = Saved.
hours = { $hours } hours
kroner = DKK { $kroner }
away = Away from operations
cover = Cover needed
cover-none = You have said that you manage without cover.
cover-hours = Cover needed: { $hours }.
price = Cost

# My page
mine-heading = While you are away
mine-next = Next is { $title }, { $when }. You are away from operations for { $hours }.
mine-name-deputy = Choose who leads the unit meanwhile
mine-deputy = { $name } leads the unit meanwhile.
mine-change = Change deputy and cover

# Overview
office-hours = Leaders have been away from operations for { $spent }. { $ahead } are still planned.
office-more = See hours, cover and cost

# A session
session-each = { $days ->
    [one] Each leader is away from operations for { $hours }.
   *[other] Each leader is away from operations for { $hours } over { $days } days.
 }
session-no-deputy = You have not said who leads the unit meanwhile.
unsaid = { $number ->
    [one] Once, a leader is away and the unit has not said whether it needs cover. That time does not count as cover needed.
   *[other] { $number } times, a leader is away and the unit has not said whether it needs cover. Those times do not count as cover needed.
 }

# All of it
none = There is no plan yet
none-text = Once a plan is published, this page says what it takes of hours from operations.
totals-lead = The programme takes { $away } of leaders' time and { $cover } of cover.
totals-lead-priced = The programme takes { $away } of leaders' time and { $cover } of cover. That comes to { $kroner }.
totals-how = The hours are those of the plan: from the beginning of a day to its end.
standing = Spent and remaining
part = Part
held = Spent
ahead = Remaining
all = In total
by-year = Year by year
year = Year
by-area = Area by area
area = Area
no-area = Without an area
deputies = Deputies
without-deputy = { $number ->
    [0] All { $units } units with leaders in the programme have named a deputy.
    [one] 1 of { $units } units with leaders in the programme has not named a deputy.
   *[other] { $number } of { $units } units with leaders in the programme have not named a deputy.
 }
without-names = See which
rates = Hourly rates
rates-text = The rates are your own. Without them Pejl shows no amounts.
rate-leader = An hour of a leader, in kroner
rate-cover = An hour of cover, in kroner
rate-wrong = Write whole kroner from 0 to { $most }

# A unit
unit-heading = While the leader is away: { $unit }
unit-lead = Say who leads the unit on course days, and whether you need cover. It takes a minute and holds until you change it.
deputy = Deputy
deputy-hint = The name of whoever leads the unit meanwhile. Ask them first.
deputy-long = Write at most { $most } characters
unit-hours = Hours of cover on a day
unit-hours-hint = For example 3 or 2.5. Write 0 if you manage without. Leave it empty if you do not know.
unit-hours-wrong = Write a number of hours from 0 to 24, for example 2.5
unit-ahead = Days on which you are away
