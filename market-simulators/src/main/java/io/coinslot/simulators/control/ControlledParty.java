package io.coinslot.simulators.control;

import io.coinslot.simulators.fault.FaultBoard;
import io.coinslot.simulators.fault.Faults;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;
import tools.jackson.databind.node.ObjectNode;

/** A party's control interface together with the faults and the courier that they act upon. */
public record ControlledParty(Controls controls, FaultBoard board, Courier courier) {

    Response setFaults(Input input) {
        board.set(FaultsInput.read(input));
        return showFaults();
    }

    Response clearFaults() {
        board.set(Faults.NONE);
        return Response.empty(204);
    }

    Response showFaults() {
        ObjectNode shown = Json.object();
        Json.tree(board.faults()).properties().forEach(field -> shown.set(field.getKey(), field.getValue()));
        return Response.json(200, shown.put("disturbed", board.disturbed()));
    }

    Response showNotifications() {
        return Response.json(200, Json.tree(courier.tally()));
    }
}
