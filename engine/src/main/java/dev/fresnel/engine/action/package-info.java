/**
 * What a person does to objects, by one road: an action is planned ({@link dev.fresnel.engine.action.Plan}) as {@link
 * dev.fresnel.kube.caller.Write}s, each is tried on the server ({@link dev.fresnel.engine.action.Trial}), shown as a diff,
 * confirmed, done exactly as shown in the order of the plan's course, and its outcome followed ({@link
 * dev.fresnel.engine.action.Task}, {@link dev.fresnel.engine.action.Step}).
 *
 * <p>An action that has to read other objects before it can be planned is a {@link dev.fresnel.engine.action.Procedure}; packs call it
 * by its name in {@link dev.fresnel.engine.pack.JavaAction}. A new one is a name there and a class here.
 */
@NullMarked
package dev.fresnel.engine.action;

import org.jspecify.annotations.NullMarked;
