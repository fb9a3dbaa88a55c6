package dev.fresnel.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link ControlPlane} parameter of a test: it gets one of its own, closed after the test (after the last one of
 * the class for a parameter of a constructor or of a method run before all). For tests that break things.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Own {

    /** Whether {@code kubectl exec} works, as {@link Options#exec}. */
    boolean exec() default false;
}
