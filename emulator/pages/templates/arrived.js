{# A reload, or the way back from a course, must not use the key that is used up. A page of no origin cannot have it so. #}
try{history.replaceState(null,"",document.body.dataset.home)}catch{}
