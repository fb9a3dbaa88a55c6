package dev.fresnel.engine.edit;

import dev.fresnel.engine.view.ChangeData.Conflict;
import java.util.List;

/** Others have set what would be changed, and the person has not decided what becomes of it. */
public final class ContestedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Conflict> conflicts;

    public ContestedException(List<Conflict> conflicts) {
        super(conflicts.size() + " fields are contested");
        this.conflicts = List.copyOf(conflicts);
    }

    /** One for each field and each who has set it. */
    public List<Conflict> conflicts() {
        return conflicts;
    }
}
