package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.view.ObjectRef;

/**
 * A finding with the object that has it.
 *
 * @param kind of the object
 * @param object that has the problem
 * @param finding what it is
 */
public record Found(KindName kind, ObjectRef object, Finding finding) {}
