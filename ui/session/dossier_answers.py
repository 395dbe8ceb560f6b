"""What the app keeps for dossiers: the answers of a zone, until the register, the times or a proposal change."""

from analysis.dossier.ask import DossierAnswers, dossier_answers
from geo.workspace.data import told_apart
from geo.workspace.kept_scenarios import list_scenarios
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import remembered_data, zone_key
from ui.session.view import View


def dossier_key(view: View, reference: str | None = None) -> Key:
    """Return what identifies the answers of a dossier, the kept proposals among them."""
    proposals = tuple((kept.key, kept.path.stat().st_mtime_ns) for kept in list_scenarios(view.territory_id))
    return (*zone_key(view), view.language, view.threshold_min, proposals, reference)


@keep(6, key=dossier_key)
def remembered_dossier_answers(view: View, reference: str | None = None) -> DossierAnswers:
    """Return what the dossier of the view's zone tells, beside another zone."""
    data = told_apart(remembered_data(view), view.zone_id, view.language)
    return dossier_answers(data, view.question, reference=reference)
