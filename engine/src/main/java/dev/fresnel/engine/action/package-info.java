/**
 * What a person does to objects, by one road: an action is planned as {@link dev.fresnel.kube.caller.Write}s, each is
 * tried on the server ({@link dev.fresnel.engine.action.Preview}), shown as a diff, confirmed, done exactly as shown, and
 * its outcome followed ({@link dev.fresnel.engine.action.Task}).
 */
@NullMarked
package dev.fresnel.engine.action;

import org.jspecify.annotations.NullMarked;
