package dev.fresnel.engine.action;

import dev.fresnel.engine.pack.JavaAction;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action that reads other objects before it knows what to do. Stateless. */
interface Procedure {

    static Procedure of(JavaAction action) {
        return switch (action) {
            case ROLLBACK -> new Rollback();
            case DRAIN -> new Drain();
            case RETRY -> new Retry();
            case DEBUG -> new Debugging();
        };
    }

    /** What must be allowed for it, all of it. */
    List<Question> questions(Kind kind, @Nullable String namespace, String name);

    /** Reads what has to be known, and plans. */
    Prepared prepare(Errand errand) throws IOException, InterruptedException;
}
