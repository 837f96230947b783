/// The order saga on other engines: three steps, and two more to undo it.
package peers;
