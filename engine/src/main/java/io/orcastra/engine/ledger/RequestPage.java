package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The page {@code requests}: moves and emptied nodes that operators asked for. */
public final class RequestPage {
    /** Where answers are told and read. */
    public static final AskedPage PAGE = new AskedPage("requests", "request.");

    private RequestPage() {
    }

    /** Requests whose time is not over, by the order of their ids. */
    public static List<OperatorRequest> at(Instant now, Map<String, LedgerPage> pages) {
        return PAGE.standing(now, pages).map(entry -> request(entry.getKey(), Fields.parse(entry.getValue()))).toList();
    }

    /**
     * Writes a request in the place of an earlier one about the same service, or the emptying of the same node.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void ask(Ledger ledger, OperatorRequest request, Instant until) throws LedgerUnavailable {
        PAGE.edit(ledger, entries -> {
            entries.entrySet().removeIf(entry -> PAGE.isAsked(entry.getKey())
                    && replaces(request, request(entry.getKey(), Fields.parse(entry.getValue()))));
            PAGE.put(entries, request.id(), fields(request), until);
        });
    }

    private static boolean replaces(OperatorRequest request, OperatorRequest other) {
        return request instanceof MoveRequest move
                ? other instanceof MoveRequest earlier && earlier.service().equals(move.service())
                : other instanceof EvacuationRequest && other.nodeId().equals(request.nodeId());
    }

    private static Fields fields(OperatorRequest request) {
        Fields fields = Fields.empty().with("node", request.nodeId());
        return request instanceof MoveRequest move ? fields.with("service", move.service()) : fields;
    }

    private static OperatorRequest request(String key, Fields fields) {
        String id = PAGE.id(key);
        return fields.get("service").isEmpty() ? new EvacuationRequest(id, fields.get("node"))
                : new MoveRequest(id, fields.get("service"), fields.get("node"));
    }
}
