"""Forty invented applicants: a name, a contact, what they tell at each prompt, and how good it is on purpose.

Everything follows from a person's place in the list, so a test, a picture and a rehearsal see the same people. What
they tell is put together from sentences that fit an anchor of the criterion; `level` is that anchor, from 1 to 5.
"""

from __future__ import annotations

from typing import NamedTuple

PROMPTS = ("led-change", "setback", "feedback", "measured", "why-lead")

_NAMES = (
    "Amina Yusuf", "Bethan Llewelyn", "Calum Fraser", "Dr Devika Nair", "Eleri Wyn-Jones", "Femi Adeyemi", "Grace Okafor",
    "Hamish McAllister", "Isla Brown", "Jakub Nowak", "Katarzyna Zielińska", "Liam O’Brien", "Mei-Ling Chan",
    "Nia Rees", "Owen Price", "Priya Sharma", "Quentin Harris", "Rhiannon Pugh", "Samir Haddad", "Tomos Evans",
    "Uche Eze", "Victoria Ashworth", "William Grant", "Xanthe Papadopoulou", "Yasmin Rahman", "Zoë Fitzgerald",
    "Aoife Ní Bhriain", "Božena Dvořáková", "Cerys Morgan", "Dmitri Sokolov", "Émilie Lefèvre", "Fatima Al-Sayed",
    "Gwenllian ferch Rhys o Lanfairpwllgwyngyll-Cunliffe", "Hiro Tanaka 田中", "Ines García Núñez", "Jo Li",
    "<b>Kay</b> & Sons", "Lowri Thomas", "Mohammed Khan", "Ngozi Obi",
)  # fmt: skip

_WORK = (
    ("late reviews at night", "our ward", "the night sisters and two consultants", "42 to 9 a week"),
    ("falls", "the rehabilitation unit", "physiotherapists and healthcare assistants", "11 to 4 a month"),
    (
        "late theatre starts",
        "day surgery",
        "porters, anaesthetists and the admissions desk",
        "31 to 12 minutes each morning",
    ),
    ("lost clinic letters", "the outpatient clinic", "secretaries and three practices", "18 to 5 working days"),
    ("late discharge medicines", "the medical unit", "pharmacists and ward clerks", "3 h 10 to 1 h 20 of waiting"),
    ("cancelled dressings", "community nursing", "practice nurses and the stores", "27 to 6 visits a month"),
    ("late first antibiotics", "the emergency department", "nurses, doctors and the laboratory", "74 to 38 minutes"),
    ("missed inductions", "the maternity unit", "midwives and the education team", "9 to 2 an intake"),
)

_TEXTS = {
    "led-change": (
        "We had to change {thing} in {place} because the managers said so. Some people did not like it, but it had to be done.",
        "In {place} we worked on {thing} together. We held meetings with {people} and it went well in the end for everybody.",
        "I saw how often {thing} caused trouble in {place}. I asked {people} to look at a week of it with me, and drew up a new way of working with them. It went from {figure}. I would ask the patients earlier now.",
        "I began with {thing} in {place} because two families had complained. {people_up} saw it in different ways, so I sat in on their work, and I gave up my own first plan because of what they said. Over eight months it went from {figure}, counted each week.",
        "I took {thing} on in {place} with {people}. They did not want a form, so we dropped mine and tried theirs. It went from {figure} in eight months, and two other teams have it now without me. It did not help at weekends, and I say so when I am asked.",
    ),
    "setback": (
        "My plan for {thing} failed because others did not do what I had asked of them.",
        "A project on {thing} in {place} stalled. It was a difficult time, and after some months things got better.",
        "My first try at {thing} stopped after three weeks. I had told people and not asked them. I said so in the next meeting, and now I begin with a conversation before a plan.",
        "My first try at {thing} cost {people} an hour a day, and I did not see it until a colleague was off sick. I went to my supervisor that week, took the work back, and we shared it out anew. The second try was theirs and it held.",
        "I pushed {thing} through in {place} and lost the trust of {people}. I asked for help within days, said sorry to each of them, and we began again at half the pace. It held. I teach that story to new registrars now, and under pressure I still talk too much.",
    ),
    "feedback": (
        "Somebody said that I am too direct. I think that they were having a bad day.",
        "In my appraisal I was told to delegate more. That was useful to hear and I have taken it to heart.",
        "A ward sister told me that I answer before people have finished. It stung. I now write a word down and wait, and meetings take no longer.",
        "I asked four colleagues what it is like to be led by me. Two wrote that I look at the screen while they speak. I closed it for half a year of meetings and asked again: all four had seen it.",
        "I asked {people} each quarter what I should stop. They said that I take work back. I kept a list for six months, they say that it is rare now, and we all ask each other the same question. I still do it when I am tired.",
    ),
    "measured": (
        "I improved {thing} a lot, as everybody in {place} will tell you.",
        "We looked at {thing} before and after. It had been bad and then it was better: {figure}.",
        "The aim was to halve {thing} by June. I counted it each week on a run chart for twenty weeks, and tried one change to the sheet. It went {figure}.",
        "The aim was to halve {thing} in {place} by June. We followed results, how often the new steps were taken, and how long {people} spent on it. Four small tests shaped it, and two patients read each draft. It went {figure}.",
        "The aim was to halve {thing} by June, and we reached it in May: {figure}. Four tests shaped it, with two patients. It has held for nine months. A new rota began in the same month, so I can only be fairly sure that it was our change.",
    ),
    "why-lead": (
        "It is the next step for my career and I would like the title.",
        "I have always wanted to make a difference. After the programme I hope that there will be a role for me.",
        "When my own father waited because of {thing}, nobody was free to mend it. I would like to, and {thing} in {place} is what I would go on with.",
        "I have spent my study leave on {thing} for a year. My clinical director has agreed to half a day a week for it afterwards, written down, in {place}.",
        "I have spent a year on {thing}. A day a week for two years is agreed, with a say over the rota and one figure that we answer for: {figure}. I would bring two colleagues on. A merger may get in the way, and then I would do it in one half of {place}.",
    ),
}  # fmt: skip


class Applicant(NamedTuple):
    """One invented person.

    Attributes:
        name: As they write it themselves.
        contact: Where they can be reached.
        evidence: What they tell, by prompt.
        levels: Which anchor it was written for, by prompt.
        sponsor: Who sponsors them; empty for nobody.
    """

    name: str
    contact: str
    evidence: dict[str, str]
    levels: dict[str, int]
    sponsor: str


def applicant(place: int) -> Applicant:
    """Make the person at a place of the list, from 0 to 39."""
    thing, where, people, figure = _WORK[place % len(_WORK)]
    base = 1 + (place * 7) % 5
    levels = {prompt: min(max(base + (place + 2 * number) % 3 - 1, 1), 5) for number, prompt in enumerate(PROMPTS)}
    words = {
        "thing": thing,
        "place": where,
        "people": people,
        "people_up": people[0].upper() + people[1:],
        "figure": figure,
    }
    return Applicant(
        name=_NAMES[place],
        contact=f"applicant{place + 1}@example.org",
        evidence={prompt: _TEXTS[prompt][level - 1].format(**words) for prompt, level in levels.items()},
        levels=levels,
        sponsor="" if place % 9 == 8 else f"Dr Sponsor {place + 1}",
    )


def applicants(count: int = len(_NAMES)) -> list[Applicant]:
    """Make the first people of the list."""
    return [applicant(place) for place in range(count)]
