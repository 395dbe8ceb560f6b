"""What the app keeps of the network of a zone."""

from analysis.network.ask import Network, network
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import remembered_data, trips_key
from ui.session.view import View


def network_key(view: View) -> Key:
    """Return what identifies the network of a view: every service, in one zone, within one time."""
    return (*trips_key(view), view.zone_id, view.threshold_min)


@keep(24, key=network_key)
def remembered_network(view: View) -> Network:
    """Return who does what for which families of the view's zone."""
    return network(remembered_data(view), view.question, view.zone_id)
