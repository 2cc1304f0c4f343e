my-start() { :; }
ns::start() { :; }
a.b() { :; }
function kw-x { :; }
_u+v() { :; }
