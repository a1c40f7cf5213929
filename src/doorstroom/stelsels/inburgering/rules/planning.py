"""Last safe dates: the end of the termijn counted back through the queues of practice. A plan is never law.

Whether DUO looks at the day of the exam or of the result is not confirmed. The safe dates plan for the result; the
later, less safe ones for the exam itself. A part that is done needs no date, nor do the other two leerroutes.
"""

from polars import Expr

from doorstroom.kernel.columns import family, plan
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, any_of, choose, only_if
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN, TAALONDERDELEN

_EXAMENS = "Wachttijden voor uitslag volgens DUO, parameters planning.uitslag_*"
_AANMELDEN = "Wachttijd voor een examen volgens DUO, parameter planning.aanmelden_tot_examen"
_TOETS = "Of DUO de examendag of de dag van de uitslag toetst, is niet bevestigd; gepland is op de uitslag."


def _voor_uitslag(laatste_dag: Expr, plannen: Expr, weken: Expr) -> Expr:
    """Last day of exam whose result comes on or before the last day of the termijn."""
    return only_if(plannen, add(laatste_dag, weeks=-weken))


@plan(
    _AANMELDEN,
    nl="Voor een examen op de laatste dag van de termijn: aanmelden op of voor {uiterste_inschrijving}. Niet veilig.",
    en="For an exam on the last day of the termijn: register on or before {uiterste_inschrijving}. Not safe.",
    uncertain="De uitslag komt dan pas na de termijn; of dat telt, is niet bevestigd.",
)
def uiterste_inschrijving(termijn_laatste_dag: Expr, peildatum: Expr, law: Law) -> Expr:
    """Last day to register for an exam that is sat, without a result, on the last day of the termijn."""
    return add(termijn_laatste_dag, weeks=-law.planning.aanmelden_tot_examen.weeks(on=peildatum))


@plan(
    "Beslistermijn BES 4.5 lid 1, teruggeteld",
    nl="Vraag verlenging op of voor {laatste_veilige_verlengingsaanvraag}; dan beslist DUO binnen de termijn.",
    en="Request an extension on or before {laatste_veilige_verlengingsaanvraag}; DUO then decides in the termijn.",
)
def laatste_veilige_verlengingsaanvraag(termijn_laatste_dag: Expr, law: Law) -> Expr:
    """Last day to request an extension so that the decision is due within the termijn."""
    on = termijn_laatste_dag
    return add(termijn_laatste_dag, weeks=-law.verlenging.beslistermijn.weeks(on=on))


@family("deel", TAALONDERDELEN)
@plan(
    _EXAMENS,
    nl="Voor {deel} is een examen te plannen: {examen_plannen_deel}.",
    en="A {deel} exam is to be planned: {examen_plannen_deel}.",
)
def examen_plannen_deel(leerroute: Expr, deel_klaar: Expr) -> Expr:
    """Must the {deel} exam still be passed? Only in the B1-route, and not when the part is done.

    The onderwijsroute is completed by the taalschakeltraject, the Z-route by hours and the eindgesprek.
    """
    return all_of(leerroute == "B1", ~deel_klaar)


@plan(
    _EXAMENS,
    nl="Voor KNM is een examen te plannen: {examen_plannen_knm}.",
    en="A KNM exam is to be planned: {examen_plannen_knm}.",
)
def examen_plannen_knm(leerroute: Expr, knm_klaar: Expr, leerroute_voldaan: Expr) -> Expr:
    """Must the KNM exam still be passed? In the onderwijsroute unknown: KNM may be part of the traject itself."""
    return choose(
        (leerroute == "Z", False),
        (any_of(knm_klaar, leerroute_voldaan), False),
        (leerroute == "onderwijs", UNKNOWN),
        otherwise=True,
    )


@family("deel", TAALONDERDELEN)
@plan(
    _EXAMENS,
    nl="Doe {deel} op of voor {laatste_veilige_examendatum_deel}; dan komt de uitslag binnen de termijn.",
    en="Sit the {deel} exam on or before {laatste_veilige_examendatum_deel}; the result then comes within the termijn.",
    uncertain=_TOETS,
)
def laatste_veilige_examendatum_deel(
    termijn_laatste_dag: Expr, a2_volstaat_deel: Expr, examen_plannen_deel: Expr, peildatum: Expr, law: Law, deel: str
) -> Expr:
    """Last day to sit the {deel} exam so that the result comes within the termijn."""
    p = law.planning
    op_a2 = p.uitslag_spreken_schrijven_a2 if deel in ("spreken", "schrijven") else p.uitslag_a2_en_knm
    a2, hoger = op_a2.weeks(on=peildatum), p.uitslag_staatsexamen.weeks(on=peildatum)
    return _voor_uitslag(termijn_laatste_dag, examen_plannen_deel, choose((a2_volstaat_deel, a2), otherwise=hoger))


@plan(
    _EXAMENS,
    nl="Doe KNM op of voor {laatste_veilige_examendatum_knm}; dan komt de uitslag binnen de termijn.",
    en="Sit the KNM exam on or before {laatste_veilige_examendatum_knm}; the result then comes within the termijn.",
    uncertain=_TOETS,
)
def laatste_veilige_examendatum_knm(
    termijn_laatste_dag: Expr, examen_plannen_knm: Expr, peildatum: Expr, law: Law
) -> Expr:
    """Last day to sit the KNM exam so that the result comes within the termijn."""
    weken = law.planning.uitslag_a2_en_knm.weeks(on=peildatum)
    return _voor_uitslag(termijn_laatste_dag, examen_plannen_knm, weken)


@family("deel", ONDERDELEN)
@plan(
    _AANMELDEN,
    nl="Meld u voor {deel} aan op of voor {laatste_veilige_inschrijving_deel}.",
    en="Register for the {deel} exam on or before {laatste_veilige_inschrijving_deel}.",
    uncertain=_TOETS,
)
def laatste_veilige_inschrijving_deel(laatste_veilige_examendatum_deel: Expr, peildatum: Expr, law: Law) -> Expr:
    """Last day to register for the {deel} exam so that the result comes within the termijn."""
    return add(laatste_veilige_examendatum_deel, weeks=-law.planning.aanmelden_tot_examen.weeks(on=peildatum))
