"""Plurals: which forms of a term's word a reader takes for the same thing, and which are words of their own."""

from __future__ import annotations

import pytest

from explainer.terms.plurals import plurals, singulars

# Written before the rules. A row a kind of plural, `singular plural`.
PAIRS = """
agent agents, model models, token tokens, layer layers, weight weights, gradient gradients, trigger triggers, prompt prompts, name names, range ranges
class classes, loss losses, process processes, pass passes, address addresses, access accesses, box boxes, index indexes, fix fixes, tax taxes
batch batches, branch branches, patch patches, match matches, switch switches, search searches, hash hashes, mesh meshes, crash crashes, flush flushes
cache caches, size sizes, phrase phrases, axe axes, database databases, license licenses, instance instances, sequence sequences, judge judges, edge edges
epoch epochs, stomach stomachs, monarch monarchs, tech techs, patriarch patriarchs, Czech Czechs
policy policies, query queries, entity entities, dictionary dictionaries, soliloquy soliloquies, key keys, array arrays, proxy proxies, play plays, day days
cookie cookies, movie movies, calorie calories, zombie zombies, tie ties, lie lies, die dies, newbie newbies
menu menus, tofu tofus, emu emus, taxi taxis, ski skis, bikini bikinis, API APIs, wiki wikis
bus buses, bus busses, gas gases, canvas canvases, atlas atlases, campus campuses, focus focuses, bias biases, alias aliases, virus viruses
lens lenses, status statuses, corpus corpuses, census censuses, bonus bonuses, iris irises, walrus walruses, surplus surpluses, circus circuses, nexus nexuses
echo echoes, hero heroes, zero zeroes, zero zeros, potato potatoes, veto vetoes, photo photos, video videos, radio radios, cargo cargoes, torpedo torpedoes
leaf leaves, half halves, shelf shelves, wolf wolves, knife knives, life lives, loaf loaves, thief thieves, calf calves, self selves, scarf scarves
roof roofs, proof proofs, belief beliefs, chief chiefs, cliff cliffs, safe safes, staff staffs, handkerchief handkerchiefs
analysis analyses, axis axes, basis bases, parenthesis parentheses, thesis theses, crisis crises, hypothesis hypotheses, synthesis syntheses, diagnosis diagnoses, oasis oases
phenomenon phenomena, criterion criteria, automaton automata, automaton automatons, polyhedron polyhedra
medium media, datum data, bacterium bacteria, spectrum spectra, maximum maxima, optimum optima, stratum strata, curriculum curricula, memorandum memoranda, forum forums
radius radii, nucleus nuclei, stimulus stimuli, locus loci, fungus fungi, alumnus alumni, cactus cacti, focus foci
formula formulae, formula formulas, vertebra vertebrae, antenna antennae, larva larvae, nebula nebulae
appendix appendices, index indices, matrix matrices, vertex vertices, vortex vortices, helix helices, codex codices, suffix suffixes, complex complexes
schema schemata, schema schemas, lemma lemmata, stigma stigmata, corpus corpora, genus genera, plateau plateaux, bureau bureaux, tableau tableaux
child children, person people, mouse mice, goose geese, man men, woman women, foot feet, tooth teeth, ox oxen, louse lice
grandchild grandchildren, salesperson salespeople, chairman chairmen, human humans, German Germans, talisman talismans, dormouse dormice
quiz quizzes, whiz whizzes, waltz waltzes, buzz buzzes, topaz topazes
ConfigMap ConfigMaps, StatefulSet StatefulSets, ApplicationSet ApplicationSets, AppProject AppProjects, GitHub GitHubs, iPhone iPhones, NetworkPolicy NetworkPolicies, CronJob CronJobs
LLM LLMs, CoT CoTs, LoRA LoRAs, ISP ISPs, OEM OEMs, CPU CPUs, URL URLs, HHH HHHs, DaemonSet DaemonSets, IngressClass IngressClasses
persona personas, stanza stanzas, quota quotas, agenda agendas, café cafés, naïf naïfs, façade façades
"""

# Words that look like a singular and its plural, and are two words.
STRANGERS = """
window Windows, mean means, new news, good goods, custom customs, arm arms, work works, len lens, bia bias, ga gas
canva canvas, atla atlas, statu status, viru virus, bu bus, focu focus, pas pass, clas class, los loss, acces access
proces process, addres address, basi basis, analysi analysis, thesi thesis, axi axis, i is, a as, it its, thi this
ha has, wa was, u us, doe does, ye yes, alway always, perhap perhaps, acros across, les less, plu plus
serie series, specie species, physic physics, mathematic mathematics, economic economics, politic politics, logistic logistics, genetic genetics, chao chaos, etho ethos
Kubernete Kubernetes, Pari Paris, Jame James, Te Tes, Pyte Pytest, axis axe, the these, tho those, mas mass, gras grass
era erase, plea please, prologue Prolog, timbre timber, on one, human humen, German Germen, hos hosts, s ss
radio radii, photo photoes, day daies, roof rooves, belief believes, proof prooves, safe saves, staff stave, epoch epoches, bus bui
"""


def _rows(text: str) -> list[tuple[str, str]]:
    return [(one, other) for row in text.strip().split("\n") for one, other in (pair.split() for pair in row.split(","))]


def test_the_tables_are_as_long_as_they_should_be() -> None:
    """A rule is only as good as the words it was tried on."""
    assert len(_rows(PAIRS)) >= 150
    assert len(_rows(STRANGERS)) >= 60


@pytest.mark.parametrize(("one", "many"), _rows(PAIRS))
def test_a_word_meets_its_plural(one: str, many: str) -> None:
    """Whichever of the two the glossary has, a text may have the other."""
    assert many in plurals(one)
    assert one in singulars(many)


@pytest.mark.parametrize(("one", "other"), _rows(STRANGERS))
def test_two_words_stay_two(one: str, other: str) -> None:
    """A wrong definition is worse than none."""
    assert other not in plurals(one)
    assert one not in singulars(other)


@pytest.mark.parametrize("word", ["", "s", "is", "x1", "依赖", "42", "C", "+"])
def test_what_has_no_plural_gets_none(word: str) -> None:
    """Signs, numbers, single letters and other scripts are left alone."""
    assert plurals(word) == singulars(word) == ()
