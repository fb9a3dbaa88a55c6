package dev.fresnel.testbed;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a real control plane, as a parameter of type {@link ControlPlane}. By default all tests of a JVM share
 * one, started when the first asks for it, so each works in a namespace of its own ({@link
 * ControlPlane#newNamespace}); {@link Own} gives another. On a machine where it cannot be built the test is skipped,
 * with the reason.
 *
 * <pre>
 * &#64;ExtendWith(ControlPlaneExtension.class)
 * final class WatchTest {
 *     &#64;Test
 *     void a_new_pod_is_seen(ControlPlane plane) { … }
 * </pre>
 */
public final class ControlPlaneExtension implements ParameterResolver {

    private static Optional<ControlPlane> shared = Optional.empty();
    private static Optional<ProgramsMissingException> missing = Optional.empty();

    /**
     * The control plane that all tests of this JVM share; it ends with the JVM. For those that cannot take a
     * parameter.
     *
     * @throws TestAbortedException, which skips the test, where it cannot be built
     */
    public static synchronized ControlPlane shared() {
        if (shared.isEmpty()) {
            shared = Optional.of(start(Options.defaults()));
        }
        return shared.get();
    }

    private static synchronized ControlPlane start(Options options) {
        if (missing.isEmpty()) {
            try {
                return ControlPlane.start(options);
            } catch (ProgramsMissingException e) {
                missing = Optional.of(e);
            }
        }
        throw new TestAbortedException("No real control plane: " + missing.get().getMessage());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Optional<Own> own = parameter.findAnnotation(Own.class);
        if (own.isEmpty()) {
            return shared();
        }
        Options options = Options.defaults();
        ControlPlane plane = start(own.get().exec() ? options.withExec() : options);
        // JUnit closes what is stored when the context ends.
        context.getStore(Namespace.create(ControlPlaneExtension.class)).put(plane, plane);
        return plane;
    }
}
