document.getElementById('enter').submit();
