/* SCORM 2004 sequencing: what may be opened next, and what was. The rules are the SCORM runtime's; where it stands is kept with the
   attempt, or in the window where nothing is kept, because each SCO has a page load of its own. */
"use strict";

window.makeSequencer = (launch, settings, items) => {
  const tree = launch.sequencing.activityTree;
  if (!tree || (items.length < 2 && !isRuled(tree))) return null;
  const MOST_TRIED = 50; // items; in a longer menu a choice is refused when it is made
  const place = `sequencing ${launch.url}`;
  const kept = launch.kept ? madeUp(launch.state) : sessionStorage.getItem(place);
  let delivered = null;
  let over = false;

  const listeners = {
    onActivityDelivery: (activity) => { delivered = activity.id; },
    onSequencingSessionEnd: () => { over = true; },
  };
  let api = make(listeners);

  function make(eventListeners, changed = {}) {
    return new window.Scorm2004API({ ...settings, ...changed, sequencing: { ...launch.sequencing, eventListeners } });
  }

  /* What was kept, and after it the SCOs that were played without this page: each is chosen, says what it has, and ends.
     One that the sequencing does not deliver by choice is what it begins or goes on with, or it is left out. */
  function madeUp(state) {
    let found = state;
    for (const { sco, values } of launch.apart) {
      let there = null;
      const heard = { updateSettings() {}, processHttpRequest: () => ({ result: true, errorCode: 0 }) };
      const apart = make({ onActivityDelivery: (activity) => { there = activity.id; } }, { httpService: heard, autocommit: false });
      try {
        if (found) apart.deserializeSequencingState(found);
        if (apart.getSequencingState().currentActivity) apart.processNavigationRequest("exitAll");
        for (const [word, target] of [["choice", sco], ["start"], ["continue"]]) {
          if (there !== sco) apart.processNavigationRequest(word, target);
        }
        if (there !== sco) continue;
        apart.loadFromFlattenedJSON(values);
        apart.Initialize("");
        apart.adl.nav.request = "_none_"; // what was kept may have the wish that it was left with
        apart.Terminate("");
        found = apart.serializeSequencingState();
      } catch (error) {
        console.warn(`sequencing: ${sco} was played elsewhere: ${error}`);
      }
    }
    return found;
  }

  function request(word, target) {
    delivered = null;
    over = false;
    try {
      api.processNavigationRequest(word, target);
    } catch (error) {
      console.warn(`sequencing: ${word} ${target || ""}: ${error}`);
    }
    return delivered;
  }

  function restored() {
    if (!kept) return null;
    try {
      const state = JSON.parse(kept);
      if (!api.deserializeSequencingState(kept)) return null;
      if (launch.apart.length) return request("continue"); // on from what was played without this page
      const current = api.getSequencingState().currentActivity;
      const { activityStates = {} } = state.sequencing || {};
      // Asked of the state, since the runtime takes a SCO that has ended for one that is open.
      if (current && (activityStates[current.id] || {}).isActive && items.some((item) => item.id === current.id)) return current.id;
      if (state.sequencing && state.sequencing.suspendedActivity) return request("resumeAll");
    } catch (error) {
      console.warn(`sequencing: what was kept cannot be read: ${error}`);
    }
    return null;
  }

  /* Nothing is predicted before a session has begun, so a choice is tried on another sequencer. */
  function wouldDeliver(id) {
    let found = false;
    const trial = make({ onActivityDelivery: (activity) => { found = activity.id === id; } });
    try {
      trial.deserializeSequencingState(api.serializeSequencingState());
      trial.processNavigationRequest("choice", id);
    } catch (error) {
      console.warn(`sequencing: choice of ${id}: ${error}`);
    }
    return found;
  }

  return {
    get api() { return api; },

    /* Where the learner is, or begins: a SCO's id, or null where only a choice can tell. */
    begin() {
      const there = restored() || this.beginAnew();
      delivered = null; // from here on it is what an end has led to
      return there;
    },

    beginAnew() {
      if (kept) {
        // The last time was ended, perhaps without a word: what was reached counts on, in a new attempt on the course (SN 4.5).
        if (api.getSequencingState().currentActivity) request("exitAll");
        if (api.getSequencingState().currentActivity) api = make(listeners);
      }
      const begun = (launch.startSco && request("choice", launch.startSco)) || request("start");
      // A course of one SCO has no menu to choose it from, and without `flow` in its manifest `start` leads nowhere (SN 4.7.1).
      return begun || (items.length === 1 ? request("choice", items[0].id) : null);
    },

    /* The SCO that a way leads to, which `lead` said: {request, target}. */
    go(way) {
      const isLeft = way.request !== "exitAll" || !api.getSequencingState().currentActivity;
      if ((delivered || over) && isLeft) return delivered; // its own end has led there already
      return request(way.request, way.target);
    },

    /* The learner's wish comes before the SCO's end, so that both are one. */
    lead(way) {
      delivered = null;
      over = false;
      if (api.isInitialized()) api.adl.nav.request = way.target ? `{target=${way.target}}${way.request}` : way.request;
    },

    get delivered() { return delivered; },
    get over() { return over; },

    mayChoose(id) {
      const current = api.getSequencingState().currentActivity;
      if (!current) return items.length > MOST_TRIED || wouldDeliver(id);
      if (current.id === id) return true;
      return api.getSequencingService().getOverallSequencingProcess().predictChoiceEnabled(id);
    },

    maySay(word) {
      return api.isInitialized() && api.previewNavigationRequest(word).outcome === "allowed";
    },

    state: () => api.serializeSequencingState(),
    keepHere: (state) => sessionStorage.setItem(place, state),

    /* The emulator's data come in place of the objectives that the runtime has given the SCO; what shared ones say is read at its beginning. */
    load(values) {
      api.cmi.objectives.childArray.length = 0;
      api.loadFromFlattenedJSON(values);
    },
  };

  /* Whether a manifest says anything that plays a part even where there is nothing to choose from. */
  function isRuled(activity) {
    const rules = Object.values(activity.sequencingRules || {}).some((list) => list.length);
    const mapped = [activity.primaryObjective, ...(activity.objectives || [])].some((each) => each && each.mapInfo.length);
    return rules || mapped || "attemptLimit" in activity || "sharedDataMaps" in activity || (activity.children || []).some(isRuled);
  }
};
