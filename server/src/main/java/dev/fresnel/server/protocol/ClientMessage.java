package dev.fresnel.server.protocol;

import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;

/** From the browser. {@code id} names a view within its connection: the browser counts up and never reuses one. */
public sealed interface ClientMessage {

    /** First of all: who draws, and in which language (BCP 47). */
    record Hello(int protocol, String language) implements ClientMessage {}

    /** Subscribe to a view. */
    record Open(int id, ViewRequest view) implements ClientMessage {}

    /** Look at something else with the same kind of view: another window, query, sort, object. */
    record Adjust(int id, ViewRequest view) implements ClientMessage {}

    /** No longer interested. */
    record Close(int id) implements ClientMessage {}

    /** Try a cluster again now. */
    record Retry(String cluster) implements ClientMessage {}

    /** The person looked away: rows of this view that no longer match may go. */
    record DropGone(int id) implements ClientMessage {}

    /** Something is to be done in an open view. */
    record Act(int id, ViewAct act) implements ClientMessage {}

    /** Whether the server should be heard now and then; not from a tab that nobody sees. */
    record Heartbeats(boolean wanted) implements ClientMessage {}
}
